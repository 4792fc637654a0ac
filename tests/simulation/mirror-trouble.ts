import { FAULTS_END_MS } from './draw-fault.ts'
import type { Plan, PlannedEvent, PlannedFault } from './plan.ts'
import { type Chance, chanceFor } from './seeded.ts'

const STICK_FAULTS = ['out', 'full', 'stuck'] as const
/** From when a machine that takes over may have somebody at its counter. */
const SETTLE_IN_MS = 3_000

/** The same plan with a stick in its first till, which dies or is taken for dead: one or two machines take its place. */
export function mirrorTrouble(plan: Plan): Plan {
  const chance = chanceFor(plan.seed, 13)
  const chosenMs = 500 + chance.below(60_000)
  const events: PlannedEvent[] = [{ kind: 'mirror', till: 0, atMs: chosenMs }]
  const faults: PlannedFault[] = []
  for (let count = chance.below(3); count > 0; count -= 1)
    faults.push(stickFault(chance, { till: 0, aroundMs: chosenMs + chance.below(100_000) }))
  let atMs = chosenMs + 5_000 + chance.below(100_000)
  const machines = chance.happens(0.25) ? 2 : 1
  for (let count = 0; count < machines; count += 1) {
    events.push({ kind: 'replace', till: 0, atMs, lives: chance.happens(0.6) })
    events.push(...workAt(chance, { plan, till: plan.tills + count, fromMs: atMs }))
    if (chance.happens(0.3))
      faults.push(stickFault(chance, { till: plan.tills + count, aroundMs: atMs + 2_000 }))
    faults.push(...troubleAt(chance, { till: plan.tills + count, fromMs: atMs }))
    atMs += 5_000 + chance.below(60_000)
  }
  if (chance.happens(0.5)) {
    const exported = chance.below(plan.tills + machines)
    events.push({ kind: 'export', till: exported, atMs: 1_000 + chance.below(FAULTS_END_MS) })
  }
  return { ...plan, events: [...plan.events, ...events], faults: [...plan.faults, ...faults] }
}

function stickFault(chance: Chance, { till, aroundMs }: { till: number; aroundMs: number }): PlannedFault {
  const fromMs = Math.max(0, aroundMs - chance.below(5_000))
  const untilMs = fromMs + 1_000 + chance.below(40_000)
  return { kind: 'stick', till, fromMs, untilMs, fault: chance.pick(STICK_FAULTS) }
}

/** Who comes to the machine that took over, and what is done there to what it took in. */
function workAt(
  chance: Chance,
  { plan, till, fromMs }: { plan: Plan; till: number; fromMs: number },
): PlannedEvent[] {
  const at = () => ({ till, atMs: fromMs + SETTLE_IN_MS + chance.below(60_000) })
  const visits = plan.events.flatMap((event) =>
    event.kind === 'visit' && chance.happens(0.5) ? [{ ...event, ...at() }] : [],
  )
  const events: PlannedEvent[] = [...visits]
  if (chance.happens(0.4)) events.push({ ...at(), kind: 'mirror' })
  if (chance.happens(0.4))
    events.push({ ...at(), kind: 'resolve', nth: chance.below(3), choice: chance.below(8) })
  if (chance.happens(0.4))
    events.push({ ...at(), kind: 'void', nth: chance.below(3), email: chance.below(5) })
  return events
}

/** A restore, and the start behind it, that is cut off, or finds a bad disk. */
function troubleAt(chance: Chance, { till, fromMs }: { till: number; fromMs: number }): PlannedFault[] {
  const faults: PlannedFault[] = []
  if (chance.happens(0.4)) {
    const at = chance.pick(['before-write', 'mid-write', 'before-sync', 'after-sync'] as const)
    const powerCutKeeps = chance.pick([null, 0, 17, 300])
    faults.push({ kind: 'kill-main', till, fromMs, at, powerCutKeeps, downMs: 500 + chance.below(5_000) })
  }
  if (chance.happens(0.3)) {
    const untilMs = fromMs + 1_000 + chance.below(20_000)
    const fault = chance.pick(['no-space', 'sync-fails', 'short', 'read-only'] as const)
    faults.push({ kind: 'disk', till, fromMs, untilMs, fault })
  }
  return faults
}
