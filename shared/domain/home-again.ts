import type { HomeAgain } from '../markets/home-again.ts'
import type { CalendarDate } from './calendar-date.ts'

/**
 * What holds for a customer who goes home (R26): an entry of their own country before one for all, the newest that has begun
 * before older ones; null where none has.
 */
export function homeAgainFor(
  residence: string,
  given: { entries: readonly HomeAgain[]; day: CalendarDate },
): HomeAgain | null {
  const begun = given.entries.filter(({ from }) => from === null || from <= given.day)
  const newest = (country: string | null) =>
    begun
      .filter((entry) => entry.country === country)
      .toSorted((left, right) => ((left.from ?? '') < (right.from ?? '') ? 1 : -1))[0]
  return newest(residence) ?? newest(null) ?? null
}
