import type { EnvelopeClock } from '#shared/contracts/envelope.ts'
import type { Clock } from '#shared/kernel/clock.ts'

/** `unknown`: no valid answer since this start. `wrong`: the wall clock is more than five minutes off. */
export type ClockTrust = 'unknown' | 'right' | 'wrong'

/** What the till knows of the time, from valid answers of the account API [T7]. */
export interface TrustedTime {
  /** Takes a server's time; the times of asking and hearing bound how old it is. */
  note(answer: { serverTimeMs: number; askedAtMs: number; heardAtMs: number }): void
  /** The time by the last answer and the monotonic clock; null while there was none. */
  nowMs(): number | null
  trust(): ClockTrust
  /** For an envelope: the offset as it was found, and how long ago. */
  offset(): Pick<EnvelopeClock, 'serverOffsetMs' | 'offsetAgeMs'>
}

const TOLERANCE_MS = 5 * 60 * 1000

/** `knownOffsetMs`: the offset of an earlier start, whose age nobody knows any more. */
export function createTrustedTime(given: { clock: Clock; knownOffsetMs: number | null }): TrustedTime {
  const { clock } = given
  let last: { serverMs: number; atMs: number; offsetMs: number } | null = null
  const nowMs = () => (last === null ? null : last.serverMs + clock.monotonicMs() - last.atMs)
  return {
    note({ serverTimeMs, askedAtMs, heardAtMs }) {
      const atMs = heardAtMs - (heardAtMs - askedAtMs) / 2
      const wallThenMs = clock.wallMs() - (clock.monotonicMs() - atMs)
      last = { serverMs: serverTimeMs, atMs, offsetMs: Math.round(serverTimeMs - wallThenMs) }
    },
    nowMs,
    trust() {
      const now = nowMs()
      if (now === null) return 'unknown'
      return Math.abs(now - clock.wallMs()) <= TOLERANCE_MS ? 'right' : 'wrong'
    },
    offset() {
      if (last === null) return { serverOffsetMs: given.knownOffsetMs, offsetAgeMs: null }
      const ageMs = Math.max(0, Math.round(clock.monotonicMs() - last.atMs))
      return { serverOffsetMs: last.offsetMs, offsetAgeMs: ageMs }
    },
  }
}
