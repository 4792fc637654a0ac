import { z } from 'zod'

/** The keyboard layout that a scanner was told its computer has. */
export const SCANNER_LAYOUTS = ['us', 'uk', 'pt', 'es', 'fr', 'de'] as const
export type ScannerLayout = (typeof SCANNER_LAYOUTS)[number]

/** So much may come before a code, and behind it. */
export const MAX_AROUND = 16
/** Scanners send a key every 1 to 20 ms, by radio some of them late. */
export const MIN_GAP_MS = 30
/** At a wider one, eight keys in a row could come from fingers. */
export const MAX_GAP_MS = 50

/** How the scanner of a till types: learnt in a set-up step, kept in the till's settings. */
export const scannerSchema = z.strictObject({
  layout: z.enum(SCANNER_LAYOUTS),
  /** Characters before every code, taken off again. */
  prefix: z.string().max(MAX_AROUND),
  /** Characters behind every code, before its suffix, taken off again. */
  tail: z.string().max(MAX_AROUND).default(''),
  /** What ends a code; 'none' where only its pace does. */
  suffix: z.enum(['enter', 'tab', 'none']),
  /** Keys that lie less far apart, in milliseconds, are the scanner's. */
  gapMs: z.int().min(MIN_GAP_MS).max(MAX_GAP_MS).default(MIN_GAP_MS),
})
export type ScannerSettings = z.infer<typeof scannerSchema>

/** What most scanners do out of the box. */
export const START_SCANNER: ScannerSettings = {
  layout: 'us',
  prefix: '',
  tail: '',
  suffix: 'enter',
  gapMs: MIN_GAP_MS,
}

/**
 * The code that a scanner is learnt from: its symbols lie on other keys in every layout [W6]. Code 128, so that a scanner that
 * reads bars alone can read it.
 */
export const LEARNING_CODE = 'S#YZ@AQ+/1'
