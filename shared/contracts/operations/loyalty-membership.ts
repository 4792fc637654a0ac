import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'
import { shownTextSchema } from './registration.ts'

/** A customer joins or leaves the loyalty programme, by the terms that they were shown (R20). */
export const loyaltyMembershipPayloadSchema = z.strictObject({
  action: z.enum(['join', 'leave']),
  terms: shownTextSchema,
  registration: customerReferenceSchema,
})
export type LoyaltyMembershipPayload = z.infer<typeof loyaltyMembershipPayloadSchema>
