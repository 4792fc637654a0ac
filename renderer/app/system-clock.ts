import type { Clock } from '#shared/kernel/clock.ts'

/** The browser's clocks. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
}
