import { unreachable } from '#shared/kernel/assert.ts'

import type {
  DiskTrouble,
  MainPoint,
  NetworkFault,
  PlannedEvent,
  PlannedFault,
  StoreLoss,
  WindowPoint,
} from './plan.ts'
import type { Chance } from './seeded.ts'

/** How long things go wrong. */
export const FAULTS_END_MS = 4 * 60_000
/** How often a fault is meant for something that happens: what comes upon a till where nobody is breaks nothing. */
const AIMED = 0.7
/** From when a kill waits for its point before what it is meant for. */
const KILL_WAITS_MS = 15_000

/** What goes wrong; where and when is not said. */
export type FaultCard =
  | { readonly kind: 'network'; readonly fault: NetworkFault }
  | { readonly kind: 'disk'; readonly fault: DiskTrouble }
  | { readonly kind: 'store'; readonly fault: 'stall' | 'quota' | 'frozen' | 'row' }
  | { readonly kind: 'ipc'; readonly fault: 'lost' | 'late' }
  | { readonly kind: 'kill-main'; readonly at: MainPoint; readonly isPowerCut: boolean }
  | { readonly kind: 'kill-window'; readonly at: WindowPoint; readonly losesStore: boolean }

/** Where a fault comes: to one of the tills, and to what happens there. */
interface Scene {
  readonly tills: number
  readonly events: readonly PlannedEvent[]
}

/** Something that goes wrong within the first minutes. */
export function fault(card: FaultCard, chance: Chance, { tills, events }: Scene): PlannedFault {
  const target = chance.happens(AIMED) ? targetOf(card, chance, events) : null
  const lastsMs = 2_000 + chance.below(card.kind === 'disk' ? 40_000 : 70_000)
  const till = target?.till ?? chance.below(tills)
  const aheadMs = chance.below('fault' in card ? lastsMs : KILL_WAITS_MS)
  const fromMs = target === null ? chance.below(FAULTS_END_MS) : Math.max(0, target.atMs - aheadMs)
  const during = { till, fromMs, untilMs: fromMs + lastsMs }
  switch (card.kind) {
    case 'network':
      return { ...during, ...card, rate: chance.pick([0.3, 0.7, 1]) }
    case 'disk':
    case 'store':
    case 'ipc':
      return { ...during, ...card }
    case 'kill-main': {
      const { kind, at, isPowerCut } = card
      const powerCutKeeps = isPowerCut ? chance.pick([0, 0, 1, 7, 15, 16, 17, 300, 1e6]) : null
      return { kind, till, fromMs, at, powerCutKeeps, downMs: 500 + chance.below(20_000) }
    }
    case 'kill-window':
      return {
        kind: card.kind,
        till,
        fromMs,
        at: card.at,
        loses: card.losesStore ? chance.pick(LOSSES) : 'nothing',
      }
    default:
      return unreachable(card)
  }
}

/** What a fault is meant for: somebody at the counter, or what it takes to come to this point of main. */
function targetOf(card: FaultCard, chance: Chance, events: readonly PlannedEvent[]): PlannedEvent | null {
  const point = card.kind === 'kill-main' ? card.at : null
  const kind = point === 'in-resolution' ? 'resolve' : point === 'in-removal' ? 'sweep' : 'visit'
  const [first, ...rest] = events.filter((event) => event.kind === kind)
  return first === undefined ? null : chance.pick([first, ...rest])
}

const NETWORK = [
  'lost-reply',
  'lost-reply',
  'repeated',
  'reordered',
  'late',
  'truncated',
  'portal',
  'portal',
  'redirect',
  'redirect',
  'retry-after',
  'server-error',
  'wrong-nonce',
  'wrong-nonce',
  'shuffled',
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
  'too-large',
  'old-node',
  'token-expired',
] as const satisfies readonly NetworkFault[]

export const DISK = [
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

const LOSSES = ['tail', 'all', 'manifest'] as const satisfies readonly StoreLoss[]

/** Every kind once and what is common, or finds something only where much waits, more often: 74. */
export const FAULTS: readonly [FaultCard, ...FaultCard[]] = [
  { kind: 'ipc', fault: 'lost' },
  { kind: 'ipc', fault: 'lost' },
  { kind: 'ipc', fault: 'late' },
  ...(['stall', 'quota', 'frozen', 'row'] as const).map((name) => ({ kind: 'store', fault: name }) as const),
  ...NETWORK.map((name) => ({ kind: 'network', fault: name }) as const),
  ...DISK.map((name) => ({ kind: 'disk', fault: name }) as const),
  ...MAIN_POINTS.map((at) => ({ kind: 'kill-main', at, isPowerCut: false }) as const),
  ...MAIN_POINTS.map((at) => ({ kind: 'kill-main', at, isPowerCut: true }) as const),
  ...WINDOW_POINTS.map((at) => ({ kind: 'kill-window', at, losesStore: false }) as const),
  ...WINDOW_POINTS.map((at) => ({ kind: 'kill-window', at, losesStore: true }) as const),
]
