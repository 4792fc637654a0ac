import * as z from 'zod'

/** What a terminal tells head office about itself. */
export const terminalEventPayloadSchema = z.strictObject({
  kind: z.enum([
    'started',
    'clock-changed',
    'store-rebuilt',
    'store-damaged',
    'no-keystore',
    'export-made',
    'mirror-lost',
  ]),
  appVersion: z.string().max(40),
  detail: z.string().max(200).nullable(),
})
export type TerminalEventPayload = z.infer<typeof terminalEventPayloadSchema>
