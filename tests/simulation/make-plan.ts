import { unreachable } from '#shared/kernel/assert.ts'

import { type Deal, comesUp, dealBoth, dealTo, isMeantFor } from './deal.ts'
import { DISK, FAULTS, FAULTS_END_MS, fault } from './draw-fault.ts'
import type { Plan, PlannedEvent, PlannedFault, Visit } from './plan.ts'
import { type Chance, chanceFor } from './seeded.ts'
import { RESTART_MS } from './simulated-till.ts'

const DAY_MS = 24 * 60 * 60_000
const YEAR_MS = 365 * DAY_MS

/** Of how many tills a plan is, how many come to their counters, and how many cards of faults it gets. */
interface Size {
  readonly tills: number
  readonly visits: number
  readonly faults: number
}

const sized = (tills: number, visits: number, hands: readonly number[]): readonly Size[] =>
  hands.map((faults) => ({ tills, visits, faults }))

/**
 * A plan costs what its visits and tills cost. Most of what goes wrong needs one till and one visit, and no more than a few faults, which
 * would cover up each other; what needs tills that meet, or much that waits, has its share.
 */
const DEAL: readonly Size[] = [
  ...sized(1, 1, [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4]),
  ...sized(1, 2, [1, 2, 2, 6]),
  ...sized(2, 2, [1, 2, 2, 3]),
  ...sized(1, 4, [2, 3, 6]),
  ...sized(2, 4, [3]),
  ...sized(3, 5, [6]),
]
export const SIZES = DEAL.map(({ tills, visits }) => [tills, visits] as const)
/** As many as there are cards. */
export const HANDS_OF_FAULTS = DEAL.map(({ faults }) => faults)

/** What else happens at the counters and to the tills, and how often in a deal. */
const HOW_OFTEN = [
  ['void', 4],
  ['correction', 4],
  ['resolve', 6],
  ['head-office', 4],
  ['switch', 4],
  ['lock', 2],
  ['hint', 2],
  ['sweep', 6],
  ['clock-jump', 4],
  ['sleep', 2],
  ['enrol-again', 2],
  ['revoke', 2],
] as const
type Other = (typeof HOW_OFTEN)[number][0]
export const OTHERS: readonly Other[] = HOW_OFTEN.flatMap(([kind, count]) =>
  Array.from({ length: count }, () => kind),
)
/** As many as there are others. */
export const HANDS_OF_OTHERS = [0, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5]

type Aim = (size: Size) => boolean
const ANYWHERE: Aim = () => true
const AT_TILLS: Aim = ({ tills }) => tills > 1
const AT_VISITS: Aim = ({ visits }) => visits > 1
/**
 * What comes to so few plans of a deal that left to chance it would too seldom come where tills meet, or where there is more than one
 * visit: for each that comes, what plans it is meant for.
 */
const AIMED = {
  restore: { part: 20, aims: [AT_TILLS, AT_TILLS, AT_VISITS, ANYWHERE] },
  damage: { part: 30, aims: [AT_TILLS, ANYWHERE] },
  upgrade: { part: 40, aims: [AT_VISITS, ANYWHERE] },
} as const satisfies Record<string, { part: number; aims: readonly Aim[] }>

function countOf(what: keyof typeof AIMED, deal: Deal<Size>): number {
  const { part, aims } = AIMED[what]
  return aims.filter((isMeant, nth) => isMeantFor(deal, { part: part + nth, isMeant })).length
}

/** Out of a seed, a morning of one to three tills and everything that goes wrong in it. */
export function makePlan(seed: number): Plan {
  const dealt = dealBoth(seed, { part: 7, items: DEAL, deck: FAULTS, handOf: ({ faults }) => faults })
  const { item, cards, deal } = dealt
  const { tills } = item
  const people = chanceFor(seed, 1)
  const trouble = chanceFor(seed, 2)
  const visits = Array.from({ length: item.visits }, (_, nth) => visit(people, { ...item, nth }))
  const others = dealTo(seed, { part: 6, deck: OTHERS, hands: HANDS_OF_OTHERS })
  const events = [
    ...visits,
    ...others.map((kind) => other(kind, people, tills)),
    ...restores(deal, people, { tills, visits }),
  ].toSorted((left, right) => left.atMs - right.atMs)
  const rare = rareFaults({ seed, deal }, trouble, tills)
  const faults = cards.map((card) => fault(card, trouble, { tills, events }))
  const plan = { seed, tills, events, faults: rare.concat(faults) }
  const upgraded = upgrade(plan, deal)
  return {
    ...plan,
    events: [...events, ...serverTrouble(plan), ...upgraded.events],
    faults: [...plan.faults, ...upgraded.faults],
  }
}

/** Each till has somebody: one at which nothing happens costs, and shows next to nothing. */
function visit(chance: Chance, { tills, visits, nth }: Size & { nth: number }): Visit {
  const [emails, devices] = visits <= 2 ? [2, 3] : [5, 8]
  const what = chance.pick([
    'refusal',
    'sale',
    'sale',
    'registration',
    'registration',
    'registration-and-device',
  ] as const)
  return {
    kind: 'visit',
    atMs: 1_000 + chance.below(FAULTS_END_MS - 60_000),
    till: nth < tills ? nth : chance.below(tills),
    operator: chance.below(2),
    what,
    email: chance.below(emails),
    devices: Array.from({ length: 1 + chance.below(2) }, () => chance.below(devices)),
    isExisting: chance.happens(0.25),
    isDoubleClick: chance.happens(0.1),
    isTypedAgain: chance.happens(0.15),
  }
}

function other(kind: Other, chance: Chance, tills: number): PlannedEvent {
  const at = { atMs: 30_000 + chance.below(FAULTS_END_MS), till: chance.below(tills) }
  switch (kind) {
    case 'void':
    case 'correction':
      return { ...at, kind, nth: chance.below(6), email: chance.below(5) }
    case 'resolve':
    case 'head-office':
      return { ...at, kind, nth: chance.below(4), choice: chance.below(8) }
    case 'switch':
      return { ...at, kind, operator: chance.below(2) }
    case 'clock-jump':
      return { ...at, kind, byMs: chance.pick([10 * YEAR_MS, -10 * YEAR_MS, -3_600_000, 86_400_000, -5_000]) }
    case 'sleep':
      return { ...at, kind, forMs: chance.pick([60_000, 3 * DAY_MS]) }
    case 'lock':
    case 'hint':
    case 'sweep':
    case 'enrol-again':
    case 'revoke':
      return { ...at, kind }
    default:
      return unreachable(kind)
  }
}

function restores(
  deal: Deal<Size>,
  chance: Chance,
  { tills, visits }: { tills: number; visits: readonly Visit[] },
): PlannedEvent[] {
  return Array.from({ length: countOf('restore', deal) }, () =>
    restore({ atMs: 30_000 + chance.below(FAULTS_END_MS), till: chance.below(tills) }, chance, visits),
  )
}

/**
 * A profile that is put back. Half of them while somebody is at the counter, to before somebody who came earlier: what is recorded
 * until the till hears that its chain forked stands at places that head office has already.
 */
function restore(
  at: { atMs: number; till: number },
  chance: Chance,
  visits: readonly Visit[],
): Extract<PlannedEvent, { kind: 'restore' }> {
  const last = visits.findLast(({ till }) => till === at.till)
  const before = visits.find(({ till }) => till === at.till)
  if (last === undefined || before === undefined || !chance.happens(0.5))
    return { ...at, kind: 'restore', fromMs: chance.below(at.atMs) }
  const [earlier, later] = [before.atMs, last.atMs].toSorted((left, right) => left - right)
  const atMs = (later ?? 0) - chance.below(RESTART_MS)
  return {
    kind: 'restore',
    till: at.till,
    atMs,
    fromMs: Math.max(0, Math.min(earlier ?? 0, atMs) - chance.below(5_000)),
  }
}

/** What no till meets often, and what must not cover up the rest. */
function rareFaults(
  { seed, deal }: { seed: number; deal: Deal<Size> },
  chance: Chance,
  tills: number,
): PlannedFault[] {
  const faults: PlannedFault[] = []
  const till = chance.below(tills)
  const fromMs = chance.below(FAULTS_END_MS)
  if (countOf('damage', deal) > 0) {
    const what = chance.pick(['bit-flip', 'bit-flip', 'deleted', 'bit-flip-and-store'] as const)
    faults.push({ kind: 'damage', till, fromMs, what, place: chance.below(1000) })
  }
  if (comesUp(seed, { part: 9, oneIn: 10 })) {
    faults.push({ kind: 'poison', till, fromMs: 0, untilMs: FAULTS_END_MS, sequence: 2 + chance.below(8) })
  }
  // The start on what was damaged finds a disk that takes only the first of what it writes, or none of it.
  if (faults[0]?.kind === 'damage' && chance.happens(0.5)) {
    const startsMs = faults[0].fromMs + RESTART_MS + chance.pick([0, 3, 9, 15])
    const untilMs = startsMs + 2_000 + chance.below(30_000)
    faults.push({ kind: 'disk', till, fromMs: startsMs, untilMs, fault: chance.pick(DISK) })
  }
  // A disk that has once gone wrong does so again: what its till has by then is what the first damage left.
  if (faults[0]?.kind === 'damage' && chance.happens(0.3)) {
    const againMs = Math.min(FAULTS_END_MS, faults[0].fromMs + 5_000 + chance.below(90_000))
    const what = chance.pick(['bit-flip', 'deleted', 'bit-flip-and-store'] as const)
    faults.push({ kind: 'damage', till, fromMs: againMs, what, place: chance.below(1000) })
  }
  return faults
}

/**
 * A server that goes back to a backup; more often where a till's journal is damaged, and its store alone may have what is lost, or its
 * profile put back, and another record stands at its place.
 */
function serverTrouble({ seed, events, faults }: Plan): PlannedEvent[] {
  const chance = chanceFor(seed, 3)
  const putBack = events.find(({ kind }) => kind === 'restore')
  const isDamaged = faults.some(({ kind }) => kind === 'damage')
  const oneIn = putBack !== undefined ? 2 : isDamaged ? 4 : 12
  if (!comesUp(seed, { part: 10, oneIn })) return []
  const fromMs = 20_000 + chance.below(FAULTS_END_MS - 60_000)
  const atMs = fromMs + chance.below(FAULTS_END_MS + 30_000 - fromMs)
  // A backup that has what the till forgot, and nothing of what it recorded in its place.
  const aimed = putBack !== undefined && chance.happens(0.7) ? backupBefore(putBack.atMs, chance) : null
  const first = aimed ?? { fromMs, atMs }
  const restored = { kind: 'server-restore', till: 0 } as const
  if (!chance.happens(0.25)) return [{ ...restored, ...first }]
  // Once more, while it is refilled: to a backup that has what came again by then.
  const againFromMs = first.atMs + 500 + chance.below(5_000)
  const again = { fromMs: againFromMs, atMs: againFromMs + 1_000 + chance.below(20_000) }
  return [first, again].map((times) => ({ ...restored, ...times }))
}

function backupBefore(putBackMs: number, chance: Chance): { fromMs: number; atMs: number } {
  const fromMs = Math.max(1_000, putBackMs - chance.below(20_000))
  return { fromMs, atMs: putBackMs + RESTART_MS + chance.below(30_000) }
}

/** One till gets a newer version in the middle of its work; one or another is killed while it copies its journal. */
function upgrade({ seed, tills }: Plan, deal: Deal<Size>): Pick<Plan, 'events' | 'faults'> {
  const chance = chanceFor(seed, 4)
  if (countOf('upgrade', deal) === 0) return { events: [], faults: [] }
  const till = chance.below(tills)
  const atMs = 30_000 + chance.below(FAULTS_END_MS - 60_000)
  const backAtMs = chance.happens(0.4) ? atMs + 5_000 + chance.below(60_000) : null
  const kill: PlannedFault = {
    kind: 'kill-main',
    till,
    fromMs: atMs,
    at: 'in-upgrade',
    powerCutKeeps: chance.pick([null, 0, 17, 1e6]),
    downMs: 1_000,
  }
  const events: PlannedEvent[] = [{ kind: 'upgrade', till, atMs, backAtMs }]
  return { events, faults: chance.happens(0.5) ? [kill] : [] }
}
