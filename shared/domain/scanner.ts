import { z } from 'zod'

/** The keyboard layout that a scanner was told its computer has. */
export const SCANNER_LAYOUTS = ['us', 'uk', 'pt', 'es', 'fr', 'de'] as const
export type ScannerLayout = (typeof SCANNER_LAYOUTS)[number]

/** How the scanner of a till types: learnt in a set-up step, kept in the till's settings. */
export const scannerSchema = z.strictObject({
  layout: z.enum(SCANNER_LAYOUTS),
  /** Characters before every code, taken off again. */
  prefix: z.string().max(16),
  /** What ends a code; 'none' where only its pace does. */
  suffix: z.enum(['enter', 'tab', 'none']),
})
export type ScannerSettings = z.infer<typeof scannerSchema>

/** What most scanners do out of the box. */
export const START_SCANNER: ScannerSettings = { layout: 'us', prefix: '', suffix: 'enter' }

/**
 * The code that a scanner is learnt from: its symbols lie on other keys in every layout [W6]. Code 128, so that a scanner that
 * reads bars alone can read it.
 */
export const LEARNING_CODE = 'S#YZ@AQ+/1'
