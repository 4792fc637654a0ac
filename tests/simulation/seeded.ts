import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** Chance out of a seed (mulberry32): the same seed, the same run. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  below(limit: number): number
  happens(probability: number): boolean
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    happens: (probability) => next() < probability,
  }
}

export function randomOf(chance: Chance): Random {
  return { bytes: (length) => Uint8Array.from({ length }, () => chance.below(256)) }
}

/** Time that passes only when the simulation says so. */
export interface SimulatedTime extends Clock, Timer {
  /** Fires everything that is due up to `untilMs`, letting promises settle after each. Ends early when `isDone`. */
  run(untilMs: number, isDone?: () => boolean): Promise<void>
  wait(delayMs: number): Promise<void>
}

export function createSimulatedTime(): SimulatedTime {
  interface Due {
    readonly atMs: number
    readonly order: number
    readonly fire: () => void
  }
  let nowMs = 0
  let order = 0
  let queue: Due[] = []

  const after = (delayMs: number, fire: () => void): (() => void) => {
    const due = { atMs: nowMs + Math.max(0, delayMs), order: (order += 1), fire }
    queue.push(due)
    return () => {
      queue = queue.filter((other) => other !== due)
    }
  }
  return {
    monotonicMs: () => nowMs,
    wallMs: () => Date.parse('2026-03-01T09:00:00.000Z') + nowMs,
    after,
    wait: (delayMs) => new Promise((resolve) => after(delayMs, () => resolve())),
    async run(untilMs, isDone = () => false) {
      for (await settle(); !isDone(); await settle()) {
        const [next] = queue.toSorted((left, right) => left.atMs - right.atMs || left.order - right.order)
        if (next === undefined || next.atMs > untilMs) break
        queue = queue.filter((due) => due !== next)
        nowMs = Math.max(nowMs, next.atMs)
        next.fire()
      }
      nowMs = Math.max(nowMs, isDone() ? nowMs : untilMs)
    },
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
