import type { Turns } from '#account-api/load/turns.ts'
import type { Events } from './events.ts'

/** How a request ended, as its reply says it. */
export type Reply =
  | { readonly status: 200; readonly retryAfterMs: number }
  | { readonly status: 503; readonly retryAfterMs: number }

/** A server that settles so many batches a second, whoever shares it: the more are inside, the longer each one takes. */
export interface SimulatedServer {
  request(who: string, answer: (reply: Reply) => void): void
  /** Requests that arrived in each second since the start of the count. */
  readonly arrivals: readonly number[]
}

const inSeconds = (ms: number) => Math.ceil(ms / 1000) * 1000

/**
 * One with the account API's own turns, used as its routes use them (load/SPEC.md, OP2, OP3); null: everybody is let in and
 * nobody is asked for anything.
 */
export function simulatedServer(given: {
  events: Events
  turns: Turns | null
  batchesASecond: number
  countFromMs: number
}): SimulatedServer {
  const { events, turns, batchesASecond, countFromMs } = given
  const arrivals: number[] = []
  /** Those inside, in the order in which they came, which is that in which they end: each needs as much. */
  const inside: { doneAt: number; end: () => void }[] = []
  /** What each one inside was served since the start, in batches. */
  let served = 0
  let sinceMs = events.nowMs
  let planned = 0
  const advance = () => {
    const share = inside.length === 0 ? 0 : batchesASecond / inside.length / 1000
    served += (events.nowMs - sinceMs) * share
    sinceMs = events.nowMs
  }
  const plan = () => {
    const first = inside[0]
    planned += 1
    if (first === undefined) return
    const mine = planned
    const leftMs = Math.max((first.doneAt - served) * inside.length, 0) / (batchesASecond / 1000)
    events.at(events.nowMs + leftMs, () => {
      if (mine !== planned) return
      advance()
      // What is left of it is a rounding error: it was planned for now.
      served = Math.max(served, first.doneAt)
      inside.shift()
      first.end()
      plan()
    })
  }
  const serve = (end: () => void) => {
    advance()
    inside.push({ doneAt: served + 1, end })
    plan()
  }
  return {
    arrivals,
    request(who, answer) {
      const second = Math.floor((events.nowMs - countFromMs) / 1000)
      if (second >= 0) arrivals[second] = (arrivals[second] ?? 0) + 1
      if (turns === null) return serve(() => answer({ status: 200, retryAfterMs: 0 }))
      const fullForMs = turns.whenFull(who)
      if (fullForMs !== null) return answer({ status: 503, retryAfterMs: inSeconds(fullForMs) })
      const turn = turns.enter(who)
      if (turn.kind === 'later') return answer({ status: 503, retryAfterMs: inSeconds(turn.afterMs) })
      const retryAfterMs = inSeconds(turns.promisedMs())
      serve(() => {
        turn.leave()
        answer({ status: 200, retryAfterMs })
      })
    },
  }
}
