import * as z from 'zod'
import { aggregateIdSchema } from './identifiers.ts'
import { accountKitsSchema, accountViewSchema } from './messages/found-account.ts'
import { instantSchema } from './values.ts'

/** An account that was found for the operator at work: what records about it are ordered within, and until when it is good. */
export const foundAccountSchema = z.strictObject({ aggregateId: aggregateIdSchema, expiresAt: instantSchema })
export type FoundAccount = z.infer<typeof foundAccountSchema>

/** Why there is no answer of the account API; nothing was looked up as far as this till knows. */
const noAnswerSchema = z.strictObject({
  kind: z.literal('no-answer'),
  cause: z.enum(['offline', 'refused']),
})

/** Match or no match (R15); `wait`: too many tries, in how many milliseconds the next one. */
export const findResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('match'), found: foundAccountSchema }),
  z.strictObject({ kind: z.literal('no-match'), triesLeft: z.number().int().nonnegative() }),
  z.strictObject({ kind: z.literal('wait'), retryAfterMs: z.number().int().positive().nullable() }),
  noAnswerSchema,
])
export type FindResult = z.infer<typeof findResultSchema>

/** What may be seen of the account that is open; `closed`: none is, or its time is over. */
export const accountReadSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('read'),
    aggregateId: aggregateIdSchema,
    view: accountViewSchema,
    /** What its kits hold (R11); absent where the account API did not say. */
    kits: accountKitsSchema.shape.kits.optional(),
  }),
  z.strictObject({ kind: z.literal('closed') }),
  noAnswerSchema,
])
export type AccountRead = z.infer<typeof accountReadSchema>
