import { fail, ok, type Result } from '../kernel/result.ts'
import { type CalendarDate, dateFromParts } from './calendar-date.ts'
import { latinDigits } from './latin-digits.ts'

/** Why a typed date cannot be taken. */
export type TypedDateFailure =
  | 'empty'
  | 'not-a-date'
  | 'incomplete'
  | 'two-digit-year'
  | 'time-or-zone'
  | 'not-in-calendar'
  | 'too-early'

/** Why a typed date cannot be a date of birth. */
export type BirthDateFailure = TypedDateFailure | 'in-future'

const MAX_CHARACTERS = 40
const EIGHT_DIGITS = /^(\d{2})(\d{2})(\d{4})$/
const DAY_FIRST = /^(\d{1,2})[\s./,-]{1,3}(\d{1,2})[\s./,-]{1,3}(\d{4})$/
const YEAR_FIRST = /^(\d{4})[\s./,-]{1,3}(\d{1,2})[\s./,-]{1,3}(\d{1,2})$/
const SHORT_YEAR = /^\d{1,2}[\s./,-]{1,3}\d{1,2}[\s./,-]{1,3}\d{1,2}$/

/**
 * Reads a date as people at a counter type it: day first, any separator or none ('ddmmyyyy'); a year of four
 * digits in front is plain enough to be taken as well. Never guesses a century, a missing digit or a zone.
 */
export function parseTypedDate(text: string): Result<CalendarDate, TypedDateFailure> {
  if (text.length > MAX_CHARACTERS) return fail('not-a-date')
  const typed = latinDigits(text).trim()
  if (typed === '') return fail('empty')
  const dayFirst = EIGHT_DIGITS.exec(typed) ?? DAY_FIRST.exec(typed)
  if (dayFirst !== null) return fromTexts({ day: dayFirst[1], month: dayFirst[2], year: dayFirst[3] })
  const yearFirst = YEAR_FIRST.exec(typed)
  if (yearFirst !== null) return fromTexts({ day: yearFirst[3], month: yearFirst[2], year: yearFirst[1] })
  if (SHORT_YEAR.test(typed) || /^\d{6}$/.test(typed)) return fail('two-digit-year')
  if (/^[\d\s./,-]+$/.test(typed)) return fail(/^\d{9,}$/.test(typed) ? 'not-a-date' : 'incomplete')
  if (/\d\s*(?:[:+Tt]\s*\d|[Zz]$|UTC|GMT)/.test(typed)) return fail('time-or-zone')
  return fail('not-a-date')
}

/** As `parseTypedDate`, and not after `today`, the store's local day. Whether the person is an adult is the age rule's question. */
export function parseBirthDate(text: string, today: CalendarDate): Result<CalendarDate, BirthDateFailure> {
  const date = parseTypedDate(text)
  if (date.ok && date.value > today) return fail('in-future')
  return date
}

function fromTexts(parts: { day: string | undefined; month: string | undefined; year: string | undefined }) {
  const date = dateFromParts({ day: Number(parts.day), month: Number(parts.month), year: Number(parts.year) })
  return date.ok ? ok(date.value) : fail(date.failure)
}
