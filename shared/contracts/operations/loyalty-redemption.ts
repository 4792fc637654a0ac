import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'

/** Points for an item of the market's list, at the price that the customer was told (R20). */
export const loyaltyRedemptionPayloadSchema = z.strictObject({
  item: z.string().regex(/^[a-z0-9-]{1,40}$/),
  points: z.number().int().positive().max(1_000_000),
  registration: customerReferenceSchema,
})
export type LoyaltyRedemptionPayload = z.infer<typeof loyaltyRedemptionPayloadSchema>
