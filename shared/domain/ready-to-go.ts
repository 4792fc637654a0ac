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
  /** When head office issued the rules in force. */
  readonly rulesIssuedAt: string
  readonly nowMs: number
}

export const GO_LINES = ['mirror', 'waiting', 'clock', 'disk', 'rules'] as const
export type GoLine = (typeof GO_LINES)[number]

/** Rules older than this are worth a look at the network before the day begins. */
export const RULES_ARE_OLD_MS = 7 * 24 * 60 * 60_000

/** Which of them are not as they should be before somebody goes out; none of them stops anybody. */
export function notReady(facts: GoFacts): readonly GoLine[] {
  const { mirror, waiting, nowMs } = facts
  const isMirrored = mirror?.kind === 'following' && mirror.behind === 0 && !mirror.isSameDisk
  const isOld = nowMs - Date.parse(facts.rulesIssuedAt) > RULES_ARE_OLD_MS
  const wrong: Record<GoLine, boolean> = {
    mirror: !isMirrored,
    waiting: waiting !== 0,
    clock: !facts.isClockTrusted,
    disk: facts.disk !== 'ok',
    rules: isOld,
  }
  return GO_LINES.filter((line) => wrong[line])
}
