import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** A clock and a timer that a test moves by hand. */
export interface ManualTime {
  readonly clock: Clock
  readonly timer: Timer
  /** Lets time pass; timers that come due fire in order. */
  pass(ms: number): void
  /** Moves the wall clock alone, as a person or a time server does. */
  setWall(ms: number): void
}

export function createManualTime(wallStartMs = Date.UTC(2026, 10, 22, 10)): ManualTime {
  let monotonic = 1000
  let wallOffset = wallStartMs - monotonic
  const waiting = new Set<{ atMs: number; fire: () => void }>()
  return {
    clock: { wallMs: () => monotonic + wallOffset, monotonicMs: () => monotonic },
    timer: {
      after(delayMs, fire) {
        const entry = { atMs: monotonic + delayMs, fire }
        waiting.add(entry)
        return () => void waiting.delete(entry)
      },
    },
    pass(ms) {
      const end = monotonic + ms
      for (;;) {
        const next = [...waiting].filter((entry) => entry.atMs <= end).sort((a, b) => a.atMs - b.atMs)[0]
        if (next === undefined) break
        waiting.delete(next)
        monotonic = Math.max(monotonic, next.atMs)
        next.fire()
      }
      monotonic = end
    },
    setWall: (ms) => void (wallOffset = ms - monotonic),
  }
}
