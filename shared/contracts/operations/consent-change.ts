import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'
import { consentSchema } from './registration.ts'

/** A customer changes one answer; withdrawing is as easy as giving (R8, C37). The words shown are its proof. */
export const consentChangePayloadSchema = consentSchema.extend({
  answer: z.enum(['yes', 'no']),
  registration: customerReferenceSchema,
})
export type ConsentChangePayload = z.infer<typeof consentChangePayloadSchema>
