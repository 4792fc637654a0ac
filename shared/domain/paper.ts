/** What a confirmation is printed on: a roll 80 mm wide, or sheets. */
export const PAPERS = ['receipt-80mm', 'a4'] as const
export type Paper = (typeof PAPERS)[number]

/** When a confirmation is printed: on the operator's wish, after every save, or not at this till. */
export const PRINT_AFTER_SAVING = ['ask', 'always', 'never'] as const
export type PrintAfterSaving = (typeof PRINT_AFTER_SAVING)[number]

/** What a print system says of a printer from which nothing would come. */
const PRINTER_TROUBLES = [
  /** The machine has no printer at all. */
  'no-printer',
  /** The chosen printer is no longer there. */
  'printer-gone',
  'printer-offline',
  'printer-paused',
  'paper-out',
  /** The printer takes no jobs. */
  'rejecting',
] as const

/** Why nothing came out. None of them touches the record. */
export const PRINT_FAILURES = [
  ...PRINTER_TROUBLES,
  /** Another document is being printed. */
  'busy',
  /** What was asked for is not what is on disk under that id. */
  'not-this-record',
  'unknown',
] as const
export type PrintFailure = (typeof PRINT_FAILURES)[number]

/** `handed-over`: the print system has it, and nobody knows yet whether it came out. */
export type PrintResult =
  | { readonly kind: 'printed' | 'handed-over' }
  | { readonly kind: 'failed'; readonly failure: PrintFailure }

/** How a printer stands before anything is printed; `unknown` where the print system cannot be asked. */
export const PRINTER_STANDINGS = ['ready', ...PRINTER_TROUBLES, 'unknown'] as const
export type PrinterStanding = (typeof PRINTER_STANDINGS)[number]

/** 'Maria', 'C.': what paper says of a name. The last name is its first letter with its marks, or nothing. */
export function familyInitial(name: string): string | null {
  const [first] = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(name.normalize('NFC').trim())
  return first !== undefined && /^\p{L}/u.test(first.segment) && first.segment.length <= 8
    ? first.segment
    : null
}
