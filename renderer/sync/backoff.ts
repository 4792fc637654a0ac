const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000
/** A server may ask for more patience than our own, up to this. */
export const RETRY_AFTER_LIMIT_MS = 60 * 60_000

/** Our own span counts up to so many times what a server asked for: the turn that it gave is kept, and a flood of one-second answers is not. */
const OWN_SHARE = 2

/**
 * How long to wait after the `failures`-th failure in a row: full jitter over a doubling span (SY12).
 * `chance` lies in [0, 1); `retryAfterMs` is a floor, clamped to an hour, that jitter comes on top of.
 */
export function backoffMs(given: { failures: number; chance: number; retryAfterMs?: number | null }): number {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(given.failures, 30))
  const floor = Math.min(Math.max(given.retryAfterMs ?? 0, 0), RETRY_AFTER_LIMIT_MS)
  const own = floor > 0 ? Math.min(span, OWN_SHARE * floor) : span
  return floor + Math.floor(given.chance * own)
}
