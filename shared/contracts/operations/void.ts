import * as z from 'zod'
import { operationIdSchema } from '../identifiers.ts'

export const voidReasonSchema = z.enum([
  'wrong-customer',
  'customer-changed-mind',
  'recorded-twice',
  'recorded-by-mistake',
])
export type VoidReason = z.infer<typeof voidReasonSchema>

/** Takes another operation of this terminal back, within the same aggregate. */
export const voidPayloadSchema = z.strictObject({ target: operationIdSchema, reason: voidReasonSchema })
export type VoidPayload = z.infer<typeof voidPayloadSchema>
