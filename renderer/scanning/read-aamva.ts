import { type CalendarDate, dateFromParts } from '#shared/domain/calendar-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { writtenName } from './written-name.ts'
import type { DocumentFailure, ReadDocument, Reading } from './readable-document.ts'

const MAX_CHARACTERS = 2048
const HEADER = /^@\s*(?:ANSI |AAMVA)\d{6}(\d{2})/
/** The first version of the standard wrote the year first everywhere. */
const YEAR_FIRST = '01'
/** Ends a record (AAMVA, annex D.12.3). */
const RECORD_SEPARATOR = '\u001e'
/** The first element of a subfile stands right behind its name. */
const ELEMENT = /^(?:DL|ID)?(D[A-Z]{2})(.*)$/

/**
 * Reads the PDF417 barcode of a North American licence or card (AAMVA DL/ID Card Design Standard, annex D) [T2]. It has no
 * check digits of its own: the barcode's error correction is the reader's. Dates are days of the calendar, month first in
 * the United States and year first in Canada and in the first version; whatever is no such day is refused and never put right.
 */
export function readAamva(text: string, reading: Reading): Result<ReadDocument, DocumentFailure> {
  if (text.length > MAX_CHARACTERS) return fail('too-long')
  const content = text.replaceAll(RECORD_SEPARATOR, '\n')
  const [, version] = HEADER.exec(content) ?? []
  const elements = version === undefined ? null : elementsOf(content)
  if (elements === null) return fail('not-a-zone')
  const isYearFirst = version === YEAR_FIRST || elements.get('DCG') === 'CAN'
  const birthDate = dateOf(elements.get('DBB'), isYearFirst)
  const expiresOn = dateOf(elements.get('DBA'), isYearFirst)
  if (birthDate === null || expiresOn === null || birthDate > reading.today) return fail('wrong-date')
  return ok({
    kind: /ID\d{8}/.test(text) && !/DL\d{8}/.test(text) ? 'foreign-id' : 'driving-licence',
    birthDate,
    isCenturyOpen: false,
    expiresOn,
    ...namesIn(elements),
  })
}

/** Names have elements of their own since the fourth version; before, given names had one, and in the first there was one for all. */
function namesIn(elements: ReadonlyMap<string, string>): Pick<ReadDocument, 'givenName' | 'familyName'> {
  const [family, ...given] = (elements.get('DAA') ?? '').split(',')
  const givenNames = elements.get('DAC') ?? elements.get('DCT') ?? given.join(' ')
  return {
    givenName: writtenName(givenNames.replaceAll(',', ' ').trim()),
    familyName: writtenName(elements.get('DCS') ?? family),
  }
}

/** By name; null where one comes twice with another value, as when two documents ran into one. */
function elementsOf(text: string): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>()
  for (const line of text.split(/[\r\n]+/)) {
    const [, name, value = ''] = ELEMENT.exec(line.replace(/^.*(?:DL|ID)\d{8}/, '').trim()) ?? []
    if (name === undefined) continue
    const known = found.get(name)
    if (known !== undefined && known !== value) return null
    found.set(name, value)
  }
  return found
}

function dateOf(text: string | undefined, isYearFirst: boolean): CalendarDate | null {
  if (text === undefined || !/^\d{8}$/.test(text)) return null
  const cut = (from: number, to: number) => Number(text.slice(from, to))
  const parts = isYearFirst
    ? { year: cut(0, 4), month: cut(4, 6), day: cut(6, 8) }
    : { month: cut(0, 2), day: cut(2, 4), year: cut(4, 8) }
  const date = dateFromParts(parts)
  return date.ok ? date.value : null
}
