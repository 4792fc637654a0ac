import * as z from 'zod'
import { operationIdSchema } from '../contracts/identifiers.ts'
import { loyaltyStandingSchema } from '../contracts/messages/loyalty.ts'
import { method } from './method.ts'

/** What the account API says of a customer's points, or why nothing is known of them now (LY8). */
export const loyaltyAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), standing: loyaltyStandingSchema }),
  /** Not settled yet, removed, or not a customer of this till. */
  z.strictObject({ kind: z.literal('unknown-customer') }),
  z.strictObject({ kind: z.literal('unreachable') }),
])
export type LoyaltyAnswer = z.infer<typeof loyaltyAnswerSchema>

/** Points are only ever read and spent against the central account (R20). */
export const loyaltyMethods = {
  'loyalty.read': method({
    request: z.strictObject({ registration: operationIdSchema }),
    response: loyaltyAnswerSchema,
    maxPerSecond: 5,
  }),
} as const
