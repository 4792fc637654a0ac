import { parse, states, type ParseResult } from 'mrz'
import { type CalendarDate, dateFromParts, partsOf } from '#shared/domain/calendar-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { DocumentKind } from '#shared/markets/age-check-policy.ts'
import { writtenName } from './written-name.ts'
import type { DocumentFailure, ReadDocument, Reading } from './readable-document.ts'

/** Two lines of the longest zone and what a person may put around them. */
const MAX_CHARACTERS = 256
const OLDEST_YEARS = 120
const SPECIMEN = 'UTO'
/** What a zone without line breaks is cut into, by its whole length. */
const WIDTHS: Readonly<Record<number, readonly number[]>> = {
  88: [44, 44],
  72: [36, 36],
  90: [30, 30, 30],
  69: [9, 30, 30],
}

/**
 * Reads a machine-readable zone (ICAO 9303 parts 4 to 6, the French card and licence, the Swiss licence) [T2] to [T6].
 * Nothing is corrected. What is given back holds no number, no nationality and no sex.
 */
export function readMrz(text: string, reading: Reading): Result<ReadDocument, DocumentFailure> {
  if (text.length > MAX_CHARACTERS) return fail('too-long')
  const lines = linesOf(text)
  const zone = lines === null ? null : parsed(lines)
  if (lines === null || zone === null) return fail('not-a-zone')
  const state = issuingStateOf(zone, lines)
  if (state === SPECIMEN && reading.realm === 'live') return fail('specimen')
  if (state !== SPECIMEN && !Object.hasOwn(states, state)) return fail('unknown-state')
  const flaw = flawOf(zone)
  if (flaw !== null) return fail(flaw)
  const kind = kindOf(zone, { state, country: reading.country })
  if (kind === null) return fail('not-an-identity-document')
  const birth = birthDateOf(zone.fields.birthDate ?? null, reading.today)
  if (birth === 'impossible') return fail('wrong-date')
  const expiry = expiryOf(zone.fields.expirationDate ?? null, reading.today)
  if (expiry === 'impossible') return fail('wrong-date')
  return ok({
    kind,
    ...birth,
    expiresOn: expiry,
    givenName: writtenName(zone.fields.firstName),
    familyName: writtenName(zone.fields.lastName),
  })
}

/** The lines of one zone, all of the length that their format asks for; null where this is none. */
function linesOf(text: string): string[] | null {
  const lines = text
    .toUpperCase()
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll(/\s/g, ''))
    .filter((line) => line !== '')
  if (lines.some((line) => !/^[0-9A-Z<]+$/.test(line))) return null
  const [only = ''] = lines
  const widths = lines.length === 1 ? WIDTHS[only.length] : undefined
  if (widths === undefined) return lines
  let at = 0
  return widths.map((width) => only.slice(at, (at += width)))
}

function parsed(lines: readonly string[]): ParseResult | null {
  const expected =
    lines.length === 1 ? [30] : Object.values(WIDTHS).find(([width]) => width === lines[0]?.length)
  if (expected?.length !== lines.length || lines.some((line, at) => line.length !== expected[at])) return null
  try {
    return parse([...lines])
  } catch {
    return null
  }
}

/** The library does not know the specimens' state, so the line itself is asked. */
function issuingStateOf({ format, fields }: ParseResult, lines: readonly string[]): string {
  if (format === 'FRENCH_NATIONAL_ID' || format === 'FRENCH_DRIVING_LICENSE') return 'FRA'
  if (format === 'SWISS_DRIVING_LICENSE') return fields.issuingState ?? 'CHE'
  return (lines[0] ?? '').slice(2, 5).replace(/<+$/, '')
}

/** Fields that hold nothing anybody here asks for, or that are asked for by their own rule. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'issuingState',
  'nationality',
  'sex',
  'optional',
  'optional1',
  'optional2',
  'personalNumber',
  'birthDate',
  'birthDateCheckDigit',
])

function flawOf(zone: ParseResult): DocumentFailure | null {
  const wrong = zone.details.filter(({ valid, field }) => !valid && field !== null && !NOT_ASKED.has(field))
  const isBirthWrong = zone.details.some(({ valid, field }) => !valid && field === 'birthDateCheckDigit')
  if (wrong.some(({ field }) => field === 'documentCode')) return 'not-an-identity-document'
  if (wrong.length > 0 || isBirthWrong) return 'wrong-check-digit'
  return null
}

function kindOf(
  { format, fields }: ParseResult,
  issued: { state: string; country: string },
): DocumentKind | null {
  if (format === 'TD3') return 'passport'
  if (format === 'SWISS_DRIVING_LICENSE' || format === 'FRENCH_DRIVING_LICENSE') return 'driving-licence'
  const code = fields.documentCode ?? ''
  if (/^.R/.test(code)) return 'residence-permit'
  return ALPHA_3[issued.country] === issued.state ? 'citizen-card' : 'foreign-id'
}

/** The markets' own documents, by ISO 3166-1. */
const ALPHA_3: Readonly<Record<string, string>> = { PT: 'PRT', ES: 'ESP', GB: 'GBR', JP: 'JPN', KR: 'KOR' }

type Birth = Pick<ReadDocument, 'birthDate' | 'isCenturyOpen'>

/** The century by rule [T5]; null where the document says that the date is not known [T6]. */
function birthDateOf(text: string | null, today: CalendarDate): Birth | 'impossible' {
  if (text === null) return 'impossible'
  if (text.includes('<')) return { birthDate: null, isCenturyOpen: false }
  const possible = [2000, 1900]
    .map((century) => dateIn(century, text))
    .filter((date) => date !== null)
    .filter((date) => date <= today && partsOf(today).year - partsOf(date).year <= OLDEST_YEARS)
  const [latest] = possible
  if (latest === undefined) return 'impossible'
  return { birthDate: latest, isCenturyOpen: possible.length > 1 }
}

/** The day nearest to now: a document is valid for some years. Null where it says no day. */
function expiryOf(text: string | null, today: CalendarDate): CalendarDate | 'impossible' | null {
  if (text === null || /^<+$/.test(text)) return null
  const century = Number(text.slice(0, 2)) - (partsOf(today).year % 100) > 50 ? 1900 : 2000
  return dateIn(century, text) ?? 'impossible'
}

function dateIn(century: number, yymmdd: string): CalendarDate | null {
  const [year, month, day] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)].map(Number)
  const date = dateFromParts({ year: century + (year ?? 0), month: month ?? 0, day: day ?? 0 })
  return date.ok ? date.value : null
}
