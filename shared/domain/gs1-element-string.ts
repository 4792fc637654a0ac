import { fail, ok, type Result } from '../kernel/result.ts'
import { isGtin } from '../markets/gtin.ts'

/** Why a text is no element string that names one serialised trade item. `no-serial`: it names a kind of goods, not one of them. */
export type ElementStringFailure = 'unknown-element' | 'repeated-element' | 'no-serial' | 'wrong-check-digit'

/** A trade item (GTIN-14) and which one of them. */
export interface SerialisedItem {
  readonly gtin: string
  readonly serial: string
}

const FIELD_END = '\u001d'
const DATE = /^\d{6}/
const TEXT = /^[0-9A-Za-z./-]{1,20}(?![0-9A-Za-z./-])/
// GS1 General Specifications, section 3.2. What a box of a device may say besides its GTIN and serial is read over.
const ELEMENTS: readonly { readonly ai: string; readonly value: RegExp }[] = [
  { ai: '01', value: /^\d{14}/ },
  { ai: '21', value: /^[0-9A-Za-z-]{1,20}(?![0-9A-Za-z-])/ },
  { ai: '10', value: TEXT },
  ...['11', '13', '15', '16', '17'].map((ai) => ({ ai, value: DATE })),
  { ai: '20', value: /^\d{2}/ },
  { ai: '240', value: TEXT },
  { ai: '241', value: TEXT },
  // What companies agree among themselves.
  ...['91', '92', '93', '94', '95', '96', '97', '98', '99'].map((ai) => ({ ai, value: TEXT })),
]

/**
 * Takes GTIN (01) and serial (21) out of a GS1 element string, raw with FNC1 as U+001D or printed with brackets and
 * perhaps blanks. Dates, batch, variant and additional item numbers may stand between them and are dropped; any other
 * element is refused.
 */
export function readElementString(text: string): Result<SerialisedItem, ElementStringFailure> {
  const isPrinted = text.startsWith('(')
  const found = new Map<string, string>()
  let rest = isPrinted ? text.replaceAll(/ ?(\(\d{2,4}\)) ?/g, '$1') : text
  if (rest.startsWith(FIELD_END)) rest = rest.slice(1)
  while (rest !== '') {
    const element = ELEMENTS.find(({ ai }) => rest.startsWith(isPrinted ? `(${ai})` : ai))
    if (element === undefined) return fail('unknown-element')
    const field = rest.slice(element.ai.length + (isPrinted ? 2 : 0))
    const value = element.value.exec(field)?.[0]
    if (value === undefined) return fail('unknown-element')
    if (found.has(element.ai)) return fail('repeated-element')
    found.set(element.ai, value)
    rest = field.slice(value.length)
    if (rest.startsWith(FIELD_END)) rest = rest.slice(1)
  }
  return itemOf(found.get('01'), found.get('21'))
}

/** The item that these two elements name. A GTIN shorter than 14 digits is filled up with zeros. */
export function itemOf(
  gtin: string | undefined,
  serial: string | undefined,
): Result<SerialisedItem, ElementStringFailure> {
  if (gtin !== undefined && !isGtin(gtin)) return fail('wrong-check-digit')
  if (gtin === undefined) return fail('unknown-element')
  return serial === undefined ? fail('no-serial') : ok({ gtin: gtin.padStart(14, '0'), serial })
}
