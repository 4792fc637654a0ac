import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import { ageVerdict } from '#shared/domain/age.ts'
import { localDate, parseCalendarDate } from '#shared/domain/calendar-date.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import type { Market } from '#shared/markets/market.ts'

/** 1970: where clocks that lost the time begin. A till may claim any time, also one that is in no calendar. */
const FIRST_MS = 0

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
}): AgeRecomputation {
  const { header, market } = given
  const birthDate = parseCalendarDate(given.dateOfBirth)
  // A date that is in no calendar proves no age.
  if (!birthDate.ok) return 'under-age'
  const latestMs = Date.parse(given.receivedAt)
  // Nor does one that has not come yet.
  if (birthDate.value > storeDay(latestMs, header.storeTimeZone)) return 'under-age'
  const claimedMs = Date.parse(header.occurredAt)
  const correctedMs = claimedMs + (header.clock.serverOffsetMs ?? 0)
  const earliestMs = Math.max(FIRST_MS, Math.min(claimedMs, correctedMs, latestMs))
  const isAdultAt = (wallMs: number) =>
    ageVerdict({
      birthDate: birthDate.value,
      rules: market.age,
      productClasses: ['device'],
      saleDate: storeDay(wallMs, header.storeTimeZone),
    }).verdict === 'adult'
  if (!isAdultAt(latestMs)) return 'under-age'
  return isAdultAt(earliestMs) ? 'adult' : 'review'
}

/** The day of the store's own calendar (R1); that of UTC for a time zone that this machine does not know. */
export function storeDay(instantMs: number, timeZone: string): CalendarDate {
  try {
    return localDate({ instantMs, timeZone })
  } catch {
    return localDate({ instantMs, timeZone: 'UTC' })
  }
}
