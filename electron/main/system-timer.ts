import type { Timer } from '#shared/kernel/timer.ts'

/** The machine's own timer. */
export const systemTimer: Timer = {
  after(delayMs, fire) {
    const handle = setTimeout(fire, delayMs)
    return () => clearTimeout(handle)
  },
}
