import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'

/** Between when and when a record can have been captured, by the server's time. */
export interface CaptureBounds {
  readonly earliestMs: number
  readonly latestMs: number
}

const MINUTE_MS = 60_000
/** What a clock that was compared with the server in this boot may be off: five minutes, and one part in a thousand since. */
const COMPARED_MS = 5 * MINUTE_MS
const DRIFT = 1000
/** What it may be off after a restart: a machine's own clock, and a day's doubt about its calendar. */
const RESTARTED_MS = 24 * 60 * MINUTE_MS

/**
 * When a record can have been captured (operations.md, Erasure). The till's clock is evidence as far as the server has corrected
 * it; where it never was, or says a time that is still to come, any time until the record arrived is possible.
 */
export function captureBounds(
  header: Pick<EnvelopeHeader, 'occurredAt' | 'clock'>,
  receivedAt: string,
): CaptureBounds {
  const receivedMs = Date.parse(receivedAt)
  const { serverOffsetMs, offsetAgeMs } = header.clock
  const anyTime = { earliestMs: 0, latestMs: receivedMs }
  if (serverOffsetMs === null) return anyTime
  const corrected = Date.parse(header.occurredAt) + serverOffsetMs
  const doubtMs = offsetAgeMs === null ? RESTARTED_MS : COMPARED_MS + offsetAgeMs / DRIFT
  if (corrected - doubtMs > receivedMs) return anyTime
  return { earliestMs: corrected - doubtMs, latestMs: Math.min(receivedMs, corrected + doubtMs) }
}
