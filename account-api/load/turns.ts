import type { Clock } from '#shared/kernel/clock.ts'

const LONGEST_WAIT_MS = 60_000
const SHORTEST_WAIT_MS = 1000
/** Whoever names a terminal gets a turn before it proves anything: what is remembered has an end. */
const MOST_TURNS = 100_000
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
  /** Goes in, or is told when to come again; who goes in leaves exactly once. */
  enter(who: string): Turn
  /** When to come again, where the room is full; null where it is not. Nobody goes in. */
  whenFull(who: string): number | null
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
  /** When each one's turn is that is still to come, in their order: who asks for several batches at once has one. */
  const turns = new Map<string, number>()
  const forget = (nowMs: number): void => {
    for (const [who, atMs] of turns) {
      if (atMs > nowMs && turns.size <= MOST_TURNS) return
      turns.delete(who)
    }
  }
  const later = (who: string): number => {
    const nowMs = clock.monotonicMs()
    forget(nowMs)
    const known = turns.get(who)
    if (known !== undefined) return Math.max(known - nowMs, SHORTEST_WAIT_MS)
    lastTurnAtMs = Math.min(Math.max(lastTurnAtMs, nowMs) + usualMs / limit, nowMs + LONGEST_WAIT_MS)
    turns.set(who, lastTurnAtMs)
    return Math.max(lastTurnAtMs - nowMs, SHORTEST_WAIT_MS)
  }
  return {
    enter(who) {
      if (inside >= limit) return { kind: 'later', afterMs: later(who) }
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
    whenFull: (who) => (inside >= limit ? later(who) : null),
    promisedMs: () => Math.max(lastTurnAtMs - clock.monotonicMs(), 0),
    get inside() {
      return inside
    },
  }
}
