import { assert } from '../kernel/assert.ts'
import { remembered } from '../kernel/remembered.ts'
import { fail, ok, type Result } from '../kernel/result.ts'

declare const calendarDateBrand: unique symbol
/** A day of the Gregorian calendar, 'YYYY-MM-DD', from 1900-01-01 to 9999-12-31, without time or zone. Compares as text. */
export type CalendarDate = string & { readonly [calendarDateBrand]: true }

/** Why a text is no calendar date. */
export type CalendarDateFailure = 'not-iso' | 'not-in-calendar' | 'too-early'

const FIRST_YEAR = 1900
const SECONDS_KEPT = 1000
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Reads exactly 'YYYY-MM-DD' (ISO 8601 extended). Refuses other shapes, days that no calendar has, and years before 1900. */
export function parseCalendarDate(text: string): Result<CalendarDate, CalendarDateFailure> {
  const parts = ISO_DATE.exec(text)
  if (parts === null) return fail('not-iso')
  return dateFromParts({ year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) })
}

/** Builds a date from its numbers (month and day count from 1); refuses what is not in the calendar or before 1900. */
export function dateFromParts(parts: {
  year: number
  month: number
  day: number
}): Result<CalendarDate, Exclude<CalendarDateFailure, 'not-iso'>> {
  const { year, month, day } = parts
  const isInMonth = day >= 1 && day <= daysInMonth(year, month)
  if (!isInMonth) return fail('not-in-calendar')
  if (year < FIRST_YEAR) return fail('too-early')
  return ok(isoDate(parts))
}

/** The numbers of a date; month and day count from 1. */
export function partsOf(date: CalendarDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** What stands for the same day in a month that is too short for it. */
export type ShortMonthPolicy = 'last-day' | 'next-day'

/**
 * The same day of the month, `months` later. Where that month is too short the answer is its last day, or the
 * first of the month after it.
 */
export function addMonths(
  date: CalendarDate,
  step: { months: number; shortMonth: ShortMonthPolicy },
): CalendarDate {
  const { year, month, day } = partsOf(date)
  const count = year * 12 + (month - 1) + step.months
  const target = { year: Math.floor(count / 12), month: (count % 12) + 1 }
  const length = daysInMonth(target.year, target.month)
  assert(length > 0, 'a month after a calendar date is in the calendar')
  if (day <= length) return isoDate({ ...target, day })
  if (step.shortMonth === 'last-day') return isoDate({ ...target, day: length })
  return isoDate({ year: target.year, month: target.month + 1, day: 1 })
}

/** The day after. */
export function dayAfter(date: CalendarDate): CalendarDate {
  const { year, month, day } = partsOf(date)
  if (day < daysInMonth(year, month)) return isoDate({ year, month, day: day + 1 })
  return month === 12
    ? isoDate({ year: year + 1, month: 1, day: 1 })
    : isoDate({ year, month: month + 1, day: 1 })
}

/** The day of the week, 1 Monday to 7 Sunday (ISO 8601). */
export function weekdayOf(date: CalendarDate): number {
  const { year, month, day } = partsOf(date)
  return ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1
}

/** The later of two dates. */
export function laterDate(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other
}

/**
 * The day that the calendar on the wall shows in `timeZone` (IANA name) at an instant (milliseconds since
 * 1970-01-01T00:00:00Z). The zone must be a known one: market data is checked when it is parsed.
 */
export function localDate(moment: { instantMs: number; timeZone: string }): CalendarDate {
  return dayOfSecond(moment.timeZone, Math.floor(moment.instantMs / 1000))
}

/** One record is asked about more than once, and every zone keeps whole seconds. */
const dayOfSecond = remembered((timeZone: string, second: number): CalendarDate => {
  const parts = dayFormat(timeZone).formatToParts(second * 1000)
  const number = new Map(parts.map((part) => [part.type, Number(part.value)]))
  const date = dateFromParts({
    year: number.get('year') ?? 0,
    month: number.get('month') ?? 0,
    day: number.get('day') ?? 0,
  })
  assert(date.ok, 'a clock shows a day between 1900 and 9999')
  return date.value
}, SECONDS_KEPT)

const dayFormat = remembered(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    }),
)

/** Days in a month that counts from 1; 0 for a month or a year that does not exist or is no number. */
function daysInMonth(year: number, month: number): number {
  const isYear = year >= 1 && year <= 9999
  if (!isYear) return 0
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeapYear ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

function isoDate(parts: { year: number; month: number; day: number }): CalendarDate {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}` as CalendarDate
}
