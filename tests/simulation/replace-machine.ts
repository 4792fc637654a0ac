import type { OperationId } from '#shared/contracts/identifiers.ts'

import type { PlannedEvent } from './plan.ts'
import type { SimulatedTill } from './simulated-till.ts'
import { recordsOn } from './simulated-stick.ts'
import type { World } from './world.ts'

type Replacement = Extract<PlannedEvent, { kind: 'replace' }>

/** Another machine takes the place of a till: out of its stick, as far as that has anything. */
export async function replaceMachine(
  stage: { world: World; tills: readonly SimulatedTill[] },
  { till: terminal, lives }: Replacement,
): Promise<void> {
  const { world, tills } = stage
  const machines = tills.filter(({ terminalId }) => terminalId === tills[terminal]?.terminalId)
  const before = machines.find(({ isInService }) => isInService)
  const next = machines[machines.findIndex(({ isInService }) => isInService) + 1]
  if (before === undefined || next === undefined || before.stick === null) return
  world.trace(
    `machine ${next.number} takes the place of ${before.number}, which ${lives ? 'lives' : 'is dead'}`,
  )
  const mirrored = whatIsSaidToBeMirrored(before)
  before.giveOver(lives)
  next.takeOver()
  const there = await recordsOn(before.stick, before.terminalId)
  before.leftOnStick = there
  for (const id of mirrored) {
    if (!there.has(id))
      world.violate(`I9 ${id} is not on the stick, and machine ${before.number} said that it is`)
  }
}

/** What head office may not have, of a till that says that its mirror lacks nothing of it [MI7]. */
function whatIsSaidToBeMirrored(till: SimulatedTill): readonly OperationId[] {
  const main = till.main()
  const state = main?.mirror?.state()
  const isWhole = state?.kind === 'following' && state.behind === 0 && till.stick?.machine === till.number
  return isWhole && main !== null ? main.journal.unsent() : []
}
