import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** Chance out of a seed (mulberry32): the same seed, the same run. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  below(limit: number): number
  happens(probability: number): boolean
  /** One of them. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item
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
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}

/** A stream of chance of its own for one part of the simulation, so that another part's use of chance does not move it. */
export function chanceFor(seed: number, part: number): Chance {
  return createChance(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(part + 1, 0x85ebca6b))
}

export function randomOf(chance: Chance): Random {
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let index = 0; index < length; index += 1) bytes[index] = chance.below(256)
      return bytes
    },
  }
}

/** Time that passes only when the simulation says so. */
export interface SimulatedTime extends Clock, Timer {
  /** Fires everything that is due up to `untilMs`, letting promises settle after each. Ends early when `isDone`. */
  run(untilMs: number, isDone?: () => boolean): Promise<void>
  wait(delayMs: number): Promise<void>
  /** The machine slept: so much time is gone at once, and what was due meanwhile is late. */
  jump(byMs: number): void
}

/** What is asked for on it comes as from `queueMicrotask`, without what that costs. */
const SETTLED = Promise.resolve()
const STARTS_AT_MS = Date.parse('2026-03-01T09:00:00.000Z')

export function createSimulatedTime(): SimulatedTime {
  interface Due {
    readonly atMs: number
    fire: (() => void) | null
  }
  let nowMs = 0
  /** By time, what is due first at the end; of the same time, in the order asked for. */
  const queue: Due[] = []

  const after = (delayMs: number, fire: () => void): (() => void) => {
    const due: Due = { atMs: nowMs + Math.max(0, delayMs), fire }
    let low = 0
    let high = queue.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((queue[middle]?.atMs ?? 0) > due.atMs) low = middle + 1
      else high = middle
    }
    queue.splice(low, 0, due)
    return () => {
      due.fire = null
    }
  }
  /** Takes the next that is due up to then, and forgets those before it that nobody waits for any more. */
  const takeDue = (untilMs: number): { readonly atMs: number; fire(): void } | null => {
    for (;;) {
      const next = queue.at(-1)
      if (next === undefined || next.atMs > untilMs) return null
      queue.pop()
      const { atMs, fire } = next
      if (fire !== null) return { atMs, fire }
    }
  }
  return {
    monotonicMs: () => nowMs,
    wallMs: () => STARTS_AT_MS + nowMs,
    after,
    wait: (delayMs) => new Promise((resolve) => after(delayMs, () => resolve())),
    jump: (byMs) => void (nowMs += byMs),
    run: (untilMs, isDone = () => false) =>
      new Promise((resolve, reject) => {
        // Nothing in a run waits for the world outside, so that everything has settled when nothing is left to do before the next
        // tick. A tick that is asked for in a tick would come before the promises that this one settled.
        const nextTick = (): void => process.nextTick(settled)
        const settled = (): void => {
          try {
            const isEnd = isDone()
            const next = isEnd ? null : takeDue(untilMs)
            if (next === null) {
              nowMs = isEnd ? nowMs : Math.max(nowMs, untilMs)
              resolve()
              return
            }
            nowMs = Math.max(nowMs, next.atMs)
            next.fire()
            void SETTLED.then(nextTick)
          } catch (error) {
            reject(error)
          }
        }
        process.nextTick(settled)
      }),
  }
}
