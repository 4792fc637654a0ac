import * as z from 'zod'
import { operationIdSchema } from '../identifiers.ts'
import { operationResultSchema } from '../outcome.ts'
import { nonceSchema } from './operations.ts'

export const MAX_OUTCOMES = 100

/** A till asks what became of its records meanwhile: a case may have been decided elsewhere. */
export const outcomesRequestSchema = z.strictObject({
  nonce: nonceSchema,
  operationIds: z.array(operationIdSchema).min(1).max(MAX_OUTCOMES),
})

/** The outcome of each record as it is now; one that the server does not hold of this terminal is left out. */
export const outcomesResponseSchema = z.strictObject({
  nonce: nonceSchema,
  results: z.array(operationResultSchema).max(MAX_OUTCOMES),
})
export type OutcomesResponse = z.infer<typeof outcomesResponseSchema>
