import { unreachable } from '#shared/kernel/assert.ts'

import type {
  DiskTrouble,
  MainPoint,
  NetworkFault,
  Plan,
  PlannedEvent,
  PlannedFault,
  StoreLoss,
  Visit,
  WindowPoint,
} from './plan.ts'
import { type Chance, chanceFor } from './seeded.ts'
import { RESTART_MS } from './simulated-till.ts'

/** How long things go wrong. */
export const FAULTS_END_MS = 4 * 60_000
const DAY_MS = 24 * 60 * 60_000
const YEAR_MS = 365 * DAY_MS

/** Out of a seed, a morning of two to five tills and everything that goes wrong in it. */
export function makePlan(seed: number): Plan {
  const chance = chanceFor(seed, 0)
  const tills = 2 + Math.floor(chance.next() * chance.next() * chance.next() * 4)
  const people = chanceFor(seed, 1)
  const trouble = chanceFor(seed, 2)
  const events = [
    ...Array.from({ length: 4 + people.below(6) }, () => visit(people, tills)),
    ...Array.from({ length: people.below(6) }, () => other(people, tills)),
  ].toSorted((left, right) => left.atMs - right.atMs)
  const faultiness = [0, 3, 6, 12][seed % 4] ?? 3
  const faults = Array.from({ length: trouble.below(faultiness + 1) }, () => fault(trouble, tills))
  const plan = { seed, tills, events, faults: rareFaults(trouble, tills).concat(faults) }
  const upgraded = upgrade(plan)
  return {
    ...plan,
    events: [...events, ...serverTrouble(plan), ...upgraded.events],
    faults: [...plan.faults, ...upgraded.faults],
  }
}

function visit(chance: Chance, tills: number): Visit {
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
    till: chance.below(tills),
    operator: chance.below(2),
    what,
    email: chance.below(5),
    devices: Array.from({ length: 1 + chance.below(2) }, () => chance.below(8)),
    isExisting: chance.happens(0.25),
    isDoubleClick: chance.happens(0.1),
    isTypedAgain: chance.happens(0.15),
  }
}

function other(chance: Chance, tills: number): PlannedEvent {
  const at = { atMs: 30_000 + chance.below(FAULTS_END_MS), till: chance.below(tills) }
  const kind = chance.pick([
    'void',
    'void',
    'correction',
    'correction',
    'resolve',
    'resolve',
    'resolve',
    'head-office',
    'head-office',
    'switch',
    'switch',
    'lock',
    'hint',
    'sweep',
    'sweep',
    'sweep',
    'clock-jump',
    'clock-jump',
    'sleep',
    'enrol-again',
    'restore',
    'revoke',
  ] as const)
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
    case 'restore':
      return { ...at, kind, fromMs: chance.below(at.atMs) }
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

/** Something that goes wrong within the first minutes. */
export function fault(chance: Chance, tills: number): PlannedFault {
  const till = chance.below(tills)
  const fromMs = chance.below(FAULTS_END_MS)
  const during = { till, fromMs, untilMs: fromMs + 2_000 + chance.below(70_000) }
  const kind = chance.pick([
    'network',
    'network',
    'network',
    'disk',
    'store',
    'ipc',
    'main',
    'main',
    'window',
  ])
  switch (kind) {
    case 'network':
      return { ...during, kind, fault: chance.pick(NETWORK), rate: chance.pick([0.3, 0.7, 1]) }
    case 'disk':
      return {
        ...during,
        kind,
        fault: chance.pick(DISK),
        untilMs: Math.min(during.untilMs, fromMs + 40_000),
      }
    case 'store':
      return { ...during, kind, fault: chance.pick(['stall', 'quota', 'frozen', 'row'] as const) }
    case 'ipc':
      return { ...during, kind, fault: chance.pick(['lost', 'late'] as const) }
    case 'main':
      return {
        kind: 'kill-main',
        till,
        fromMs,
        at: chance.pick(MAIN_POINTS),
        powerCutKeeps: chance.happens(0.5) ? chance.pick([0, 0, 1, 7, 15, 16, 17, 300, 1e6]) : null,
        downMs: 500 + chance.below(20_000),
      }
    default:
      return {
        kind: 'kill-window',
        till,
        fromMs,
        at: chance.pick(WINDOW_POINTS),
        loses: chance.pick(LOSSES),
      }
  }
}

/** What no till meets often, and what must not cover up the rest. */
function rareFaults(chance: Chance, tills: number): PlannedFault[] {
  const faults: PlannedFault[] = []
  const till = chance.below(tills)
  const fromMs = chance.below(FAULTS_END_MS)
  if (chance.happens(0.06)) {
    const what = chance.pick(['bit-flip', 'bit-flip', 'deleted', 'bit-flip-and-store'] as const)
    faults.push({ kind: 'damage', till, fromMs, what, place: chance.below(1000) })
  }
  if (chance.happens(0.1)) {
    faults.push({ kind: 'poison', till, fromMs: 0, untilMs: FAULTS_END_MS, sequence: 2 + chance.below(8) })
  }
  // The start on what was damaged finds a disk that takes only the first of what it writes, or none of it.
  if (faults[0]?.kind === 'damage' && chance.happens(0.5)) {
    const startsMs = faults[0].fromMs + RESTART_MS + chance.pick([0, 3, 9, 15])
    const untilMs = startsMs + 2_000 + chance.below(30_000)
    faults.push({ kind: 'disk', till, fromMs: startsMs, untilMs, fault: chance.pick(DISK) })
  }
  return faults
}

/** A server that goes back to a backup. What a till has lost as well is lost to both: of that there are plans of their own. */
function serverTrouble({ seed, events, faults }: Plan): PlannedEvent[] {
  const chance = chanceFor(seed, 3)
  const losesAtTill =
    events.some(({ kind }) => kind === 'restore') || faults.some(({ kind }) => kind === 'damage')
  if (losesAtTill || !chance.happens(0.08)) return []
  const fromMs = 20_000 + chance.below(FAULTS_END_MS - 60_000)
  const atMs = fromMs + chance.below(FAULTS_END_MS + 30_000 - fromMs)
  return [{ kind: 'server-restore', till: 0, fromMs, atMs }]
}

/** One till gets a newer version in the middle of its work; one or another is killed while it copies its journal. */
function upgrade({ seed, tills }: Plan): Pick<Plan, 'events' | 'faults'> {
  const chance = chanceFor(seed, 4)
  if (!chance.happens(0.08)) return { events: [], faults: [] }
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

const NETWORK = [
  'lost-reply',
  'lost-reply',
  'repeated',
  'reordered',
  'late',
  'truncated',
  'portal',
  'redirect',
  'retry-after',
  'server-error',
  'wrong-nonce',
  'shuffled',
  'slow',
  'unreachable',
  'unreachable',
  'certificate',
  'flapping',
  'crash-before-commit',
  'crash-after-commit',
  'deadlock',
  'two-nodes',
  'too-large',
  'old-node',
  'token-expired',
] as const satisfies readonly NetworkFault[]

const DISK = [
  'full',
  'no-space',
  'read-only',
  'sync-fails',
  'short',
  'stuck',
] as const satisfies readonly DiskTrouble[]

const MAIN_POINTS = [
  'before-write',
  'mid-write',
  'before-sync',
  'after-sync',
  'before-outcomes',
  'mid-outcomes',
  'in-resolution',
  'in-removal',
  'mid-body',
  'reply-unread',
  'shutdown',
] as const satisfies readonly MainPoint[]

const WINDOW_POINTS = [
  'in-transaction',
  'after-transaction',
  'before-send',
  'in-rebuild',
  'anywhere',
] as const satisfies readonly WindowPoint[]

const LOSSES = [
  'nothing',
  'nothing',
  'nothing',
  'tail',
  'all',
  'manifest',
] as const satisfies readonly StoreLoss[]
