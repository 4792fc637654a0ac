import type { Timer } from '#shared/kernel/timer.ts'

/** The browser's timer. */
export const systemTimer: Timer = {
  after(delayMs, fire) {
    const handle = setTimeout(fire, delayMs)
    return () => clearTimeout(handle)
  },
}
