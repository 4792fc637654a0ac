import * as z from 'zod'
import { documentKindSchema } from '../../markets/age-check-policy.ts'
import { aggregateIdSchema, operatorIdSchema } from '../identifiers.ts'
import { deviceIdSchema, emailSchema } from '../operations/registration.ts'
import { calendarDateSchema, lineSchema } from '../values.ts'

/** How a customer names their account: by a device in it, or by its e-mail. Never by a name (R15). */
export const namedAccountSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('device'), deviceId: deviceIdSchema }),
  z.strictObject({ by: z.literal('email'), email: emailSchema }),
])
export type NamedAccount = z.infer<typeof namedAccountSchema>

/** What the customer says, and what the document shows that they hold out. */
export const lookUpSchema = z.strictObject({
  named: namedAccountSchema,
  document: documentKindSchema,
  givenName: lineSchema(100),
  familyName: lineSchema(100),
  dateOfBirth: calendarDateSchema,
})
export type LookUp = z.infer<typeof lookUpSchema>

export const lookUpRequestSchema = lookUpSchema.extend({ operatorId: operatorIdSchema })

/** The reference of an account that was found, for a few minutes and for the terminal that looked it up. */
export const lookUpIdSchema = z.uuid().brand<'LookUpId'>()
export type LookUpId = z.infer<typeof lookUpIdSchema>

/** How long a match is good for, from when the account API answers it. */
export const MATCH_LIFE_MS = 15 * 60_000

/** Match or no match (R15). What does not match says nothing of why; `triesLeft` counts for what nobody has, too. */
export const lookUpResponseSchema = z.discriminatedUnion('answer', [
  z.strictObject({
    answer: z.literal('match'),
    lookUpId: lookUpIdSchema,
    /** What records about this account are ordered within. */
    aggregateId: aggregateIdSchema,
  }),
  z.strictObject({ answer: z.literal('no-match'), triesLeft: z.number().int().nonnegative() }),
])
export type LookUpResponse = z.infer<typeof lookUpResponseSchema>
