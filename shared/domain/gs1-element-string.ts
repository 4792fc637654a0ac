import { fail, ok, type Result } from '../kernel/result.ts'

/** Why a text is no element string that names one serialised trade item. */
export type ElementStringFailure = 'unknown-element' | 'repeated-element' | 'no-serial' | 'wrong-check-digit'

const FIELD_END = '\u001d'
// GS1 General Specifications, section 3.2: GTIN, batch, production and expiry date, serial.
const ELEMENTS = [
  { ai: '01', value: /^\d{14}/ },
  { ai: '11', value: /^\d{6}/ },
  { ai: '17', value: /^\d{6}/ },
  { ai: '10', value: /^[0-9A-Za-z./-]{1,20}(?![0-9A-Za-z./-])/ },
  { ai: '21', value: /^[0-9A-Za-z-]{1,20}(?![0-9A-Za-z-])/ },
] as const

/**
 * Takes GTIN (01) and serial (21) out of a GS1 element string, raw with FNC1 as U+001D or printed with brackets.
 * Production date, expiry date and batch may stand between them and are dropped; any other element is refused.
 * The GTIN's check digit must be right (GS1 General Specifications, section 7.9).
 */
export function readElementString(
  text: string,
): Result<{ gtin: string; serial: string }, ElementStringFailure> {
  const isPrinted = text.startsWith('(')
  const found = new Map<string, string>()
  let rest = text.startsWith(FIELD_END) ? text.slice(1) : text
  while (rest !== '') {
    const element = ELEMENTS.find(({ ai }) => rest.startsWith(isPrinted ? `(${ai})` : ai))
    if (element === undefined) return fail('unknown-element')
    const field = rest.slice(isPrinted ? 4 : 2)
    const value = element.value.exec(field)?.[0]
    if (value === undefined) return fail('unknown-element')
    if (found.has(element.ai)) return fail('repeated-element')
    found.set(element.ai, value)
    rest = field.slice(value.length)
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
