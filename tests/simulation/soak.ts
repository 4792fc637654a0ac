import type { Counter } from './counter.ts'
import { FAULTS, fault } from './draw-fault.ts'
import type { Intent } from './intents.ts'
import type { Plan, PlannedFault, Visit } from './plan.ts'
import { type Stage, healAndJudge, noticingBugs, openStage } from './run-plan.ts'
import { type Chance, chanceFor } from './seeded.ts'
import { type World, createWorld } from './world.ts'

/** How long, how many, how much. */
export interface SoakSize {
  readonly seed: number
  readonly days: number
  readonly tills: number
  /** What people put on record, all tills together. */
  readonly operations: number
  /** Registrations with the e-mail of a customer of another till, each a case. */
  readonly collisions: number
}

export interface SoakResult extends SoakSize {
  /** Called saved, and not in the ledger. */
  readonly lost: number
  /** A second effect, or a record that nobody captured. */
  readonly doubled: number
  /** Open at the end. */
  readonly cases: number
  readonly violations: readonly string[]
  readonly faultsReached: readonly number[]
}

const HOUR_MS = 60 * 60_000
const OPEN_MS = 11 * HOUR_MS
const CLOSED_MS = 13 * HOUR_MS
const FAULTS_A_DAY = 6
/** Numbers below are those that customers of plans share. */
const FIRST_OWN = 100

/** Two weeks of ordinary work in which something goes wrong every few hours at every till. */
export async function runSoak(size: SoakSize): Promise<SoakResult> {
  const world = createWorld(planOf(size), {})
  let result: SoakResult | null = null
  await noticingBugs(world, async () => {
    result = await soak(world, size)
  })
  return result ?? { ...size, lost: 0, doubled: 0, cases: 0, violations: world.violations, faultsReached: [] }
}

async function soak(world: World, size: SoakSize): Promise<SoakResult> {
  const { time } = world
  const stage = openStage(world)
  const { api, counters } = stage
  killWindows(stage)
  const customers = createCustomers(size)
  const atWork = new Set(counters)
  for (const [till, counter] of counters.entries()) {
    void serveAll(world, { till, counter, customers, size }).then(() => atWork.delete(counter))
  }
  for (let day = 0; day < size.days; day += 1) {
    await time.run(time.monotonicMs() + OPEN_MS)
    world.sleep(CLOSED_MS)
  }
  // Who still stands at a counter is served.
  for (let hours = 0; atWork.size > 0 && hours < size.days; hours += 1)
    await time.run(time.monotonicMs() + HOUR_MS)
  await healAndJudge(stage)
  const saved = counters.flatMap(({ intents }) => intents.filter(({ word }) => word === 'saved'))
  return {
    ...size,
    operations: saved.length,
    collisions: customers.collisions(),
    lost: saved.filter(({ id }) => api.ledger.row(id) === undefined).length,
    doubled: world.violations.filter((text) => text.startsWith('I2 ')).length,
    cases: api.ledger.openCases().length,
    violations: world.violations,
    faultsReached: [...world.reached].toSorted((left, right) => left - right),
  }
}

function planOf({ seed, days, tills }: SoakSize): Plan {
  const chance = chanceFor(seed, 0)
  const faults: PlannedFault[] = []
  for (let day = 0; day < days; day += 1) {
    for (let count = 0; count < FAULTS_A_DAY * tills; count += 1) {
      const byMs = day * OPEN_MS + chance.below(OPEN_MS)
      const found = fault(chance.pick(FAULTS), chance, { tills, events: [] })
      const moved = { ...found, fromMs: found.fromMs + byMs }
      faults.push('untilMs' in moved ? { ...moved, untilMs: moved.untilMs + byMs } : moved)
    }
  }
  return { seed, tills, events: [], faults }
}

/** Windows that die at no point of their own, and machines that are shut down. */
function killWindows({ world, tills }: Stage): void {
  for (const planned of world.plan.faults) {
    const till = tills[planned.till]
    const nightsMs = Math.floor(planned.fromMs / OPEN_MS) * CLOSED_MS
    if (planned.kind === 'kill-window' && planned.at === 'anywhere') {
      world.time.after(planned.fromMs + nightsMs, () => till?.killWindow(planned.loses))
    }
    if (planned.kind === 'kill-main' && planned.at === 'shutdown') {
      world.time.after(planned.fromMs + nightsMs, () => till?.shutDown())
    }
  }
}

interface Customers {
  /** An e-mail and a device of their own. */
  next(): number
  /** Somebody whom another till has registered, each once; null while there is nobody. */
  rival(till: number): number | null
  noteRegistered(till: number, email: number): void
  noteCollision(): void
  collisions(): number
}

function createCustomers({ tills }: SoakSize): Customers {
  let last = FIRST_OWN
  let collisions = 0
  const registered = Array.from({ length: tills }, (): number[] => [])
  return {
    next: () => (last += 1),
    rival: (till) => registered[(till + 1) % tills]?.shift() ?? null,
    noteRegistered: (till, email) => void registered[till]?.push(email),
    noteCollision: () => void (collisions += 1),
    collisions: () => collisions,
  }
}

/** Everybody who comes to one counter in these days. */
async function serveAll(
  world: World,
  given: { till: number; counter: Counter; customers: Customers; size: SoakSize },
): Promise<void> {
  const { till, counter, customers, size } = given
  const chance = chanceFor(size.seed, 400 + till)
  const operations = size.operations / size.tills
  let collisions = size.collisions / size.tills
  const pauseMs = (size.days * OPEN_MS) / (operations / 2)
  const saved = () => counter.intents.filter(({ word }) => word === 'saved').length
  for (let left = operations; left > 0; left = operations - saved()) {
    await world.time.wait(chance.below(1.7 * pauseMs))
    const isRegistration = left > 1 && chance.happens(0.5)
    // So many that the last of them come long before the end.
    const mayCollide =
      isRegistration && collisions > 0 && chance.happens((6 * size.collisions) / size.operations)
    const rival = mayCollide ? customers.rival(till) : null
    const email = rival ?? customers.next()
    const what = isRegistration ? 'registration' : left > 1 ? 'sale' : 'refusal'
    const before = counter.intents.length
    await counter.visit(visitOf({ till, what, email, device: customers.next(), chance }))
    await settleWords(world, counter, before)
    const isDone = counter.intents.slice(before).some(isSavedRegistration)
    if (isDone && rival === null) customers.noteRegistered(till, email)
    if (isDone && rival !== null) {
      customers.noteCollision()
      collisions -= 1
    }
  }
}

/** Nobody leaves while it is not known whether they are on record. */
async function settleWords(world: World, counter: Counter, from: number): Promise<void> {
  const isOpen = ({ word, isGivenUp }: Intent) => !isGivenUp && (word === 'unknown' || word === 'none')
  while (counter.intents.slice(from).some(isOpen)) {
    await counter.putInOrder()
    await world.time.wait(30_000)
  }
}

function isSavedRegistration({ operation, word }: Intent): boolean {
  return operation.type === 'registration' && word === 'saved'
}

function visitOf(given: {
  till: number
  what: Visit['what']
  email: number
  device: number
  chance: Chance
}): Visit {
  const { till, what, email, device, chance } = given
  return {
    kind: 'visit',
    atMs: 0,
    till,
    operator: chance.below(2),
    what,
    email,
    devices: [device],
    isExisting: false,
    isDoubleClick: chance.happens(0.05),
    isTypedAgain: false,
  }
}
