import * as z from 'zod'
import { documentKindSchema } from '../../markets/age-check-policy.ts'
import { calendarDateSchema } from '../values.ts'
import { customerReferenceSchema } from './customer-reference.ts'
import { emailSchema } from './registration.ts'

/** Whose account it is: a customer on record at this till or found online, or whoever has this e-mail and date of birth. */
export const removalSubjectSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('record'), registration: customerReferenceSchema }),
  z.strictObject({ by: z.literal('statement'), email: emailSchema, dateOfBirth: calendarDateSchema }),
])

/**
 * A customer wants the account removed (R16). Which document with a photo they showed is all that is kept of it (R5). The
 * record itself is erased with what it asks to erase.
 */
export const removalRequestPayloadSchema = z.strictObject({
  who: removalSubjectSchema,
  document: documentKindSchema,
})
export type RemovalRequestPayload = z.infer<typeof removalRequestPayloadSchema>
