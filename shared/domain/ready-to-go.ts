import type { PrinterStanding } from './paper.ts'

/** The battery of the machine, in whole percent; `unknown` where the platform does not say. */
export type Battery = { readonly percent: number; readonly isCharging: boolean } | 'unknown'

/** What a field adviser takes along without a network (experience.md, 'Ready to go out?'). */
export interface GoFacts {
  readonly mirror:
    | { readonly kind: 'off' | 'checking' }
    | { readonly kind: 'following'; readonly behind: number; readonly isSameDisk: boolean }
    | { readonly kind: 'lost' }
    | null
  /** Records that wait; null until it is known. */
  readonly waiting: number | null
  readonly isClockTrusted: boolean
  readonly disk: 'ok' | 'low' | 'full'
  /** Null until it is known. */
  readonly battery: Battery | null
  /** Null until it is known. */
  readonly printer: PrinterStanding | null
  /** When head office issued the rules in force. */
  readonly rulesIssuedAt: string
  readonly nowMs: number
}

export const GO_LINES = ['mirror', 'waiting', 'clock', 'disk', 'battery', 'printer', 'rules'] as const
export type GoLine = (typeof GO_LINES)[number]

/** Rules older than this are worth a look at the network before the day begins. */
export const RULES_ARE_OLD_MS = 7 * 24 * 60 * 60_000

/** Less than half is no morning's work. */
const LOW_PERCENT = 50

/** Which of them are not as they should be before somebody goes out; none of them stops anybody. */
export function notReady(facts: GoFacts): readonly GoLine[] {
  const { mirror, waiting, battery, nowMs } = facts
  const isMirrored = mirror?.kind === 'following' && mirror.behind === 0 && !mirror.isSameDisk
  const isOld = nowMs - Date.parse(facts.rulesIssuedAt) > RULES_ARE_OLD_MS
  const wrong: Record<GoLine, boolean> = {
    mirror: !isMirrored,
    waiting: waiting !== 0,
    clock: !facts.isClockTrusted,
    disk: facts.disk !== 'ok',
    // What the platform does not say is for the adviser's own eyes.
    battery: battery === null || battery === 'unknown' || battery.percent < LOW_PERCENT,
    printer: facts.printer !== 'ready',
    rules: isOld,
  }
  return GO_LINES.filter((line) => wrong[line])
}
