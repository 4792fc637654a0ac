import type { ScannedLine } from './wedge.ts'

/** A document's lines come one after the other; so long after the last key no other follows, also on a busy till. */
export const LINE_WAIT_MS = 1000

const MRZ_LINE = /^(?=.*<)[0-9A-Z<]{9,}$/
const AAMVA_START = /^@/
/** How many lines a machine-readable zone has, by the length of its first (ICAO 9303 parts 4 to 6; Swiss and French licences). */
const LINES_BY_LENGTH: Readonly<Record<number, number>> = { 44: 2, 36: 2, 30: 3, 9: 3 }
const FRENCH_LICENCE = /^D1FRA/

/** Without the symbology identifier that a decoder may put before a code (ISO/IEC 15424). */
export function bareOf(text: string): string {
  return text.replace(/^\][A-Za-z]\d/, '')
}

/**
 * Whether a text begins as the machine-readable zone or the barcode of a document does, with whatever a clipboard puts around it; a
 * device's code never does [W8].
 */
export function looksLikeDocument(text: string): boolean {
  const content = bareOf(text).trimStart()
  const [first = ''] = content.split(/[\r\n]/, 1)
  return MRZ_LINE.test(first.replaceAll(/\s/g, '').toUpperCase()) || AAMVA_START.test(content)
}

/**
 * Puts the lines of one code together. `done` is a whole code; null while more is to come, or where the line belongs to
 * a code that was read already.
 */
export function addLine(
  pending: readonly string[],
  line: Pick<ScannedLine, 'text' | 'isContinued'>,
): { pending: readonly string[]; done: string | null } {
  const { text, isContinued } = line
  const goesOn = pending.length > 0 && (isContinued || MRZ_LINE.test(text))
  if (!goesOn && !looksLikeDocument(text)) return { pending: [], done: isContinued ? null : text }
  const lines = goesOn ? [...pending, text] : [text]
  return isWhole(lines) ? { pending: [], done: lines.join('\n') } : { pending: lines, done: null }
}

function isWhole(lines: readonly string[]): boolean {
  const [first = ''] = lines
  if (AAMVA_START.test(first)) return false
  if (FRENCH_LICENCE.test(first) || first.length > 44) return true
  return lines.length >= (LINES_BY_LENGTH[first.length] ?? Infinity)
}
