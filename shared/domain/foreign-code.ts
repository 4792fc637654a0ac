import { normaliseCode } from '../contracts/enrolment-code.ts'
import { isGtin } from '../markets/gtin.ts'

/** What a code is that names no device, so that whoever scanned it is told. Nothing of it is opened, done or kept (C31). */
export type ForeignCode = 'link' | 'contact' | 'wi-fi' | 'set-up-code' | 'product' | 'unknown'

/** A place on a network, or one of the names that a telephone follows without one. What else stands before a colon is a label, as `SN:`. */
const LINK = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:https?|mailto|tel|sms|smsto|geo|data|javascript):|www\.)/i

/** Names that begin a code of another kind. */
const NAMED: readonly { readonly begins: RegExp; readonly as: ForeignCode }[] = [
  { begins: /^(?:BEGIN:VCARD|MECARD:|BIZCARD:)/i, as: 'contact' },
  { begins: /^WIFI:/i, as: 'wi-fi' },
  { begins: LINK, as: 'link' },
]

/** Says what a code that is no device code looks like. */
export function nameForeignCode(code: string): ForeignCode {
  const named = NAMED.find(({ begins }) => begins.test(code))
  if (named !== undefined) return named.as
  if (isGtin(code)) return 'product'
  return normaliseCode(code) === null ? 'unknown' : 'set-up-code'
}
