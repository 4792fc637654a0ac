import * as z from 'zod'
import { START_SCANNER, scannerSchema } from '../domain/scanner.ts'
import { method } from './method.ts'
import { START_PRINTING, printingSchema } from './print-methods.ts'

/** What a till remembers of its own accord. Never anything about a person. */
export const settingsSchema = z.strictObject({
  language: z.enum(['pt-PT', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  singleKeyShortcuts: z.boolean(),
  /** A till that was set up before it could print has none. */
  printing: printingSchema.default(START_PRINTING),
  /** A till that was set up before its scanner was asked about has none. */
  scanner: scannerSchema.default(START_SCANNER),
  /** The camera that was chosen last, by the id that the browser has for it in this run; null before one was. */
  cameraId: z.string().max(200).nullable().default(null),
  /** Its name, which lasts longer than the id (CA8). */
  cameraName: z.string().max(1000).nullable().default(null),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsMethods = {
  'settings.read': method({ request: z.strictObject({}), response: settingsSchema, allowedWhenLocked: true }),
  'settings.write': method({
    request: settingsSchema,
    response: z.enum(['written', 'disk-failed']),
    allowedWhenLocked: true,
  }),
} as const
