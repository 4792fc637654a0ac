import * as z from 'zod'
import { operationIdSchema, operatorIdSchema } from '../identifiers.ts'
import { instantSchema } from '../values.ts'

/** Of whom a till asks: a customer whom it put on record itself; and who asks, for the audit (LY8). */
export const loyaltyQuestionSchema = z.strictObject({
  registration: operationIdSchema,
  operatorId: operatorIdSchema,
})

/** What the account API knows of a customer's points now. */
export const loyaltyStandingSchema = z.strictObject({
  serverTime: instantSchema,
  isMember: z.boolean(),
  /** May be less than nothing: what was earned can be taken back after it was spent (LY3). */
  points: z.number().int(),
  /** What is to be had now, and for how many points. The words are market data. */
  rewards: z
    .array(z.strictObject({ item: z.string().max(40), points: z.number().int().positive() }))
    .max(500),
})
export type LoyaltyStanding = z.infer<typeof loyaltyStandingSchema>

/** What the account API says of a customer's points, or why nothing is known of them now (LY8). */
export const loyaltyAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), standing: loyaltyStandingSchema }),
  /** Not settled yet, removed, or not a customer of this till. */
  z.strictObject({ kind: z.literal('unknown-customer') }),
  z.strictObject({ kind: z.literal('unreachable') }),
])
export type LoyaltyAnswer = z.infer<typeof loyaltyAnswerSchema>
