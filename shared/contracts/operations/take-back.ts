import * as z from 'zod'

/** Used devices or batteries that a customer hands in (R29). */
export const takeBackPayloadSchema = z.strictObject({
  kind: z.enum(['device', 'battery']),
  count: z.number().int().min(1).max(99),
})
export type TakeBackPayload = z.infer<typeof takeBackPayloadSchema>
