import type { Timer } from '#shared/kernel/timer.ts'

/** Node's timer; it keeps no process alive. */
export const systemTimer: Timer = {
  after(delayMs, fire) {
    const handle = setTimeout(fire, delayMs)
    handle.unref()
    return () => clearTimeout(handle)
  },
}
