import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  type CalendarDate,
  localDate,
  parseCalendarDate,
  partsOf,
} from '../../../shared/domain/calendar-date.ts'
import { parseBirthDate, parseTypedDate } from '../../../shared/domain/typed-date.ts'

const day = (text: string) => text as CalendarDate
const today = day('2026-11-22')

describe('a calendar date', () => {
  it.each([
    ['1900-02-29', 'not-in-calendar'],
    ['0000-00-00', 'not-in-calendar'],
    ['1990-04-31', 'not-in-calendar'],
    ['1890-01-01', 'too-early'],
    ['1990-4-1', 'not-iso'],
    ['1990-04-01T00:00:00Z', 'not-iso'],
    ['', 'not-iso'],
  ])('refuses %s: %s', (text, failure) => {
    expect(parseCalendarDate(text)).toEqual({ ok: false, failure })
  })

  it('knows the leap days of 2000 and 2024', () => {
    expect(parseCalendarDate('2000-02-29').ok).toBe(true)
    expect(parseCalendarDate('2024-02-29').ok).toBe(true)
  })

  it('agrees with the calendar of the platform on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2208988800, max: 253402300799 }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString().slice(0, 10)
        expect(parseCalendarDate(iso)).toEqual({ ok: true, value: iso })
        expect(localDate({ instantMs: seconds * 1000, timeZone: 'UTC' })).toBe(iso)
      }),
    )
  })

  it('adds months into a short month by the policy that is named', () => {
    expect(addMonths(day('2024-01-31'), { months: 1, shortMonth: 'last-day' })).toBe('2024-02-29')
    expect(addMonths(day('2024-01-31'), { months: 13, shortMonth: 'next-day' })).toBe('2025-03-01')
    expect(addMonths(day('2024-12-31'), { months: 12, shortMonth: 'last-day' })).toBe('2025-12-31')
  })

  it('adds months without ever changing to an earlier month', () => {
    const months = fc.integer({ min: 0, max: 1200 })
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
    fc.assert(
      fc.property(seconds, months, (instant, count) => {
        const date = localDate({ instantMs: instant * 1000, timeZone: 'UTC' })
        const later = addMonths(date, { months: count, shortMonth: 'last-day' })
        const [from, to] = [partsOf(date), partsOf(later)]
        expect(to.year * 12 + to.month - from.year * 12 - from.month).toBe(count)
        expect(parseCalendarDate(later).ok).toBe(true)
      }),
    )
  })
})

describe('the local day', () => {
  it('[C30] turns at midnight in Lisbon, an hour later in the Azores', () => {
    const beforeMidnight = Date.UTC(2026, 10, 22, 23, 59, 59)
    const midnight = Date.UTC(2026, 10, 23)
    expect(localDate({ instantMs: beforeMidnight, timeZone: 'Europe/Lisbon' })).toBe('2026-11-22')
    expect(localDate({ instantMs: midnight, timeZone: 'Europe/Lisbon' })).toBe('2026-11-23')
    expect(localDate({ instantMs: midnight, timeZone: 'Atlantic/Azores' })).toBe('2026-11-22')
    expect(localDate({ instantMs: midnight + 3_600_000, timeZone: 'Atlantic/Azores' })).toBe('2026-11-23')
  })

  it('[C30] is the same in both runs of the repeated hour in October', () => {
    // Clocks go back at 01:00 UTC on 25 October 2026; in the Azores the hour before midnight is not the repeated one.
    for (const instantMs of [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]) {
      expect(localDate({ instantMs, timeZone: 'Europe/Lisbon' })).toBe('2026-10-25')
      expect(localDate({ instantMs, timeZone: 'Atlantic/Azores' })).toBe('2026-10-25')
    }
    expect(localDate({ instantMs: Date.UTC(2026, 9, 24, 23, 30), timeZone: 'Europe/Lisbon' })).toBe(
      '2026-10-25',
    )
    expect(localDate({ instantMs: Date.UTC(2026, 9, 24, 23, 30), timeZone: 'Atlantic/Azores' })).toBe(
      '2026-10-24',
    )
  })
})

describe('a typed date', () => {
  it.each([
    ['12/11/1990', '1990-11-12'],
    ['1.2.1990', '1990-02-01'],
    ['12 11 1990', '1990-11-12'],
    ['12-11-1990', '1990-11-12'],
    ['12111990', '1990-11-12'],
    [' 12 / 11 / 1990 ', '1990-11-12'],
    ['١٢/١١/١٩٩٠', '1990-11-12'],
    ['۱۲۱۱۱۹۹۰', '1990-11-12'],
    ['1990-11-12', '1990-11-12'],
  ])('reads %s day first', (text, value) => {
    expect(parseTypedDate(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'empty'],
    ['31/04/1990', 'not-in-calendar'],
    ['11/13/1990', 'not-in-calendar'],
    ['29/02/1900', 'not-in-calendar'],
    ['00/00/0000', 'not-in-calendar'],
    ['01/01/1890', 'too-early'],
    ['19901112', 'not-in-calendar'],
    ['12/11/90', 'two-digit-year'],
    ['121190', 'two-digit-year'],
    ['1211', 'incomplete'],
    ['1990', 'incomplete'],
    ['1990-11-12T00:00:00Z', 'time-or-zone'],
    ['12/11/1990 00:00', 'time-or-zone'],
    ['12/11/1990 +01:00', 'time-or-zone'],
    ['12 Nov 1990', 'not-a-date'],
    ['4111111111111111', 'not-a-date'],
    ['1'.repeat(7089), 'not-a-date'],
  ])('refuses %s: %s', (text, failure) => {
    expect(parseTypedDate(text)).toEqual({ ok: false, failure })
  })

  it('is no date of birth when it is after today', () => {
    expect(parseBirthDate('01/01/2090', today)).toEqual({ ok: false, failure: 'in-future' })
    expect(parseBirthDate('22/11/2026', today)).toEqual({ ok: true, value: '2026-11-22' })
  })

  it('never throws, and what it takes is in the calendar', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/-. TZ:+'), maxLength: 14 }), (text) => {
        const date = parseTypedDate(text)
        if (date.ok) expect(parseCalendarDate(date.value).ok).toBe(true)
      }),
    )
  })
})
