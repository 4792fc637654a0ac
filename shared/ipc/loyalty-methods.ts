import * as z from 'zod'
import { customerReferenceSchema } from '../contracts/operations/customer-reference.ts'
import { loyaltyAnswerSchema } from '../contracts/messages/loyalty.ts'
import { method } from './method.ts'

/** Points are only ever read and spent against the central account (R20). */
export const loyaltyMethods = {
  'loyalty.read': method({
    request: z.strictObject({ registration: customerReferenceSchema }),
    response: loyaltyAnswerSchema,
    maxPerSecond: 5,
  }),
} as const
