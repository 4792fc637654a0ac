import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** A page that ends again sooner than this is not loaded again before. */
export const RELOAD_AT_MOST_EVERY_MS = 10_000

/**
 * Brings back a window whose process ended, so that nobody faces a white screen and sending goes on [F16]. At once, and
 * not without pause where it ends again and again.
 */
export function createWindowRecovery(parts: { clock: Clock; timer: Timer; reload: () => void }): () => void {
  const { clock, timer, reload } = parts
  let lastMs: number | null = null
  return () => {
    const sinceMs = lastMs === null ? RELOAD_AT_MOST_EVERY_MS : clock.monotonicMs() - lastMs
    const waitMs = Math.max(0, RELOAD_AT_MOST_EVERY_MS - sinceMs)
    lastMs = clock.monotonicMs() + waitMs
    timer.after(waitMs, reload)
  }
}
