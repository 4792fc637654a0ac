import * as z from 'zod'
import { method } from './method.ts'

/** What a till remembers of its own accord. Never anything about a person. */
export const settingsSchema = z.strictObject({
  language: z.enum(['pt-PT', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  singleKeyShortcuts: z.boolean(),
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
