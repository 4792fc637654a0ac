import type { Clock } from '#shared/kernel/clock.ts'

const LONGEST_WAIT_MS = 60_000
const SHORTEST_WAIT_MS = 1000
/** What the first refusal goes by, before any batch has shown how long one takes. */
const FIRST_GUESS_MS = 50
/** How much the newest batch counts in what one takes. */
const NEWEST = 0.1

/** Let in, or told when to come again. */
export type Turn =
  | { readonly kind: 'in'; leave(): void }
  | { readonly kind: 'later'; readonly afterMs: number }

/** A bounded room. Whoever finds it full is given a turn behind those who were told before (SPEC.md, OP2). */
export interface Turns {
  /** Goes in, or says when to come again; who goes in leaves exactly once. */
  enter(): Turn
  /** When to come again, where the room is full; null where it is not. Nobody goes in. */
  whenFull(): number | null
  /** How far away the last turn is that was given, in milliseconds; 0 where nobody waits for one. */
  promisedMs(): number
  readonly inside: number
}

/** A room for `limit` at a time. */
export function openTurns(given: { limit: number; clock: Clock }): Turns {
  const { limit, clock } = given
  let inside = 0
  let usualMs = FIRST_GUESS_MS
  let lastTurnAtMs = 0
  const later = (): number => {
    const nowMs = clock.monotonicMs()
    lastTurnAtMs = Math.min(Math.max(lastTurnAtMs, nowMs) + usualMs / limit, nowMs + LONGEST_WAIT_MS)
    return Math.max(lastTurnAtMs - nowMs, SHORTEST_WAIT_MS)
  }
  return {
    enter() {
      if (inside >= limit) return { kind: 'later', afterMs: later() }
      inside += 1
      const enteredAtMs = clock.monotonicMs()
      return {
        kind: 'in',
        leave() {
          inside -= 1
          usualMs += (clock.monotonicMs() - enteredAtMs - usualMs) * NEWEST
        },
      }
    },
    whenFull: () => (inside >= limit ? later() : null),
    promisedMs: () => Math.max(lastTurnAtMs - clock.monotonicMs(), 0),
    get inside() {
      return inside
    },
  }
}
