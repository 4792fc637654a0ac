import * as z from 'zod'
import { loyaltyStandingSchema } from '../contracts/messages/loyalty.ts'

/** What the account API says of a customer's points, or why nothing is known of them now (LY8). */
export const loyaltyAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), standing: loyaltyStandingSchema }),
  /** Not settled yet, removed, or not a customer of this till. */
  z.strictObject({ kind: z.literal('unknown-customer') }),
  z.strictObject({ kind: z.literal('unreachable') }),
])
export type LoyaltyAnswer = z.infer<typeof loyaltyAnswerSchema>
