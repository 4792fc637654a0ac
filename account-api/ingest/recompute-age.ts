import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { Market } from '#shared/markets/market.ts'
import { instantAt } from '../instant.ts'

/** The rule of a market (R1): whether someone born on a day is an adult on another, both `YYYY-MM-DD`. */
export type AdultOn = (given: { market: Market; dateOfBirth: string; localDate: string }) => boolean

/**
 * `under-age`: not even an adult when the server got the record, which is the latest that it can have happened.
 * `review`: an adult then, but not yet when the till says that it happened.
 */
export type AgeRecomputation = 'adult' | 'under-age' | 'review'

/** Recomputes an age with the server's time, because the till's clock proves nothing (C29). */
export function recomputeAge(given: {
  dateOfBirth: string
  header: Pick<EnvelopeHeader, 'occurredAt' | 'storeTimeZone' | 'clock'>
  receivedAt: string
  market: Market
  adultOn: AdultOn
}): AgeRecomputation {
  const { dateOfBirth, header, market, adultOn } = given
  const latestMs = Date.parse(given.receivedAt)
  const claimedMs = Date.parse(header.occurredAt)
  const correctedMs = claimedMs + (header.clock.serverOffsetMs ?? 0)
  const earliestMs = Math.min(claimedMs, correctedMs, latestMs)
  const isAdultAt = (wallMs: number) =>
    adultOn({ market, dateOfBirth, localDate: localDateOf(instantAt(wallMs), header.storeTimeZone) })
  if (!isAdultAt(latestMs)) return 'under-age'
  return isAdultAt(earliestMs) ? 'adult' : 'review'
}

/** The day of the store's own calendar (R1); that of UTC for a time zone that this machine does not know. */
export function localDateOf(instant: string, timeZone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    return format.format(Date.parse(instant))
  } catch {
    return instant.slice(0, 10)
  }
}

/** 18 or over by birthday; someone born on 29 February comes of age on 1 March in a common year (R1). */
export const eighteenthBirthdayReached: AdultOn = ({ dateOfBirth, localDate }) =>
  `${String(Number(dateOfBirth.slice(0, 4)) + 18).padStart(4, '0')}${dateOfBirth.slice(4)}` <= localDate
