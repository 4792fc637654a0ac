import type { Timer } from '#shared/kernel/timer.ts'

/** The timer of the platform, for tests on real stores. */
export const realTimer: Timer = {
  after(delayMs, fire) {
    const handle = setTimeout(fire, delayMs)
    return () => clearTimeout(handle)
  },
}
