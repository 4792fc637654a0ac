import { fail, ok, type Result } from '../kernel/result.ts'

/** Why a text is no element string that names one serialised trade item. */
export type ElementStringFailure = 'unknown-element' | 'repeated-element' | 'no-serial' | 'wrong-check-digit'

const FIELD_END = '\u001d'
// GS1 General Specifications, section 3.2: GTIN, batch, production and expiry date, serial.
const ELEMENTS = [
  { ai: '01', bare: /^01(\d{14})/, bracketed: /^\(01\)(\d{14})/ },
  { ai: '11', bare: /^11(\d{6})/, bracketed: /^\(11\)(\d{6})/ },
  { ai: '17', bare: /^17(\d{6})/, bracketed: /^\(17\)(\d{6})/ },
  { ai: '10', bare: /^10([0-9A-Za-z./-]{1,20})(?=\u001d|$)/, bracketed: /^\(10\)([0-9A-Za-z./-]{1,20})(?=\(|$)/ },
  { ai: '21', bare: /^21([0-9A-Za-z-]{1,20})(?=\u001d|$)/, bracketed: /^\(21\)([0-9A-Za-z-]{1,20})(?=\(|$)/ },
] as const

/**
 * Takes GTIN (01) and serial (21) out of a GS1 element string, raw with FNC1 as U+001D or printed with brackets.
 * Production date, expiry date and batch may stand between them and are dropped; any other element is refused.
 * The GTIN's check digit must be right (GS1 General Specifications, section 7.9).
 */
export function readElementString(text: string): Result<{ gtin: string; serial: string }, ElementStringFailure> {
  const form = text.startsWith('(') ? 'bracketed' : 'bare'
  const found = new Map<string, string>()
  let rest = text.startsWith(FIELD_END) ? text.slice(1) : text
  while (rest !== '') {
    const element = ELEMENTS.find((candidate) => candidate[form].test(rest))
    const match = element?.[form].exec(rest)
    if (element === undefined || match?.[1] === undefined) return fail('unknown-element')
    if (found.has(element.ai)) return fail('repeated-element')
    found.set(element.ai, match[1])
    rest = rest.slice(match[0].length)
    if (rest.startsWith(FIELD_END)) rest = rest.slice(1)
  }
  const [gtin, serial] = [found.get('01'), found.get('21')]
  if (gtin === undefined || serial === undefined) return fail('no-serial')
  return hasCheckDigit(gtin) ? ok({ gtin, serial }) : fail('wrong-check-digit')
}

function hasCheckDigit(gtin: string): boolean {
  const sum = [...gtin].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return sum % 10 === 0
}
