import type { LedgerAct } from '#tests/simulation/restorable-ledger.ts'
import type { StoreChange } from '#tests/simulation/losing-store.ts'
import { makePlan } from '#tests/simulation/make-plan.ts'
import { noticingBugs, play } from '#tests/simulation/run-plan.ts'
import { createWorld } from '#tests/simulation/world.ts'

/** What one seed of the simulation did to the stores of its windows and to the ledger. */
export interface Trace {
  readonly seed: number
  /** One list for each till; a set is a list, so that a trace can be written down. */
  readonly stores: readonly (readonly StoreChange[])[]
  readonly ledger: readonly LedgerAct[]
}

/** Which seeds are compared: a few with every `npm test`, more, or from another one on, where somebody asks for them. */
export function seedsAsked(): readonly number[] {
  const first = Number(process.env['DIFFERENTIAL_FROM'] ?? '1')
  return Array.from({ length: Number(process.env['DIFFERENTIAL_SEEDS'] ?? '3') }, (_, index) => first + index)
}

export async function traceOf(seed: number): Promise<Trace> {
  const world = createWorld(makePlan(seed), {})
  let trace: Trace = { seed, stores: [], ledger: [] }
  await noticingBugs(world, async () => {
    const { tills, api } = await play(world)
    trace = {
      seed,
      stores: tills.map(({ store }) => store.changes().map(writable)),
      ledger: [...api.ledger.history()],
    }
  })
  return trace
}

function writable({ name, given }: StoreChange): StoreChange {
  return { name, given: given.map((one) => (one instanceof Set ? [...one] : one)) }
}
