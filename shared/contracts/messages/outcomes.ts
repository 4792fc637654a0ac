import * as z from 'zod'
import { operationIdSchema } from '../identifiers.ts'
import { operationResultSchema } from '../outcome.ts'
import { sha256Schema } from '../values.ts'
import { nonceSchema } from './operations.ts'

export const MAX_OUTCOMES = 100
/** What is told of one id at most: its record, and those that came under it later. */
export const MAX_TOLD_OF_ID = 10

/**
 * A till of before contract version 24 says nothing; what a newer one says beside this is ignored. It is no part of the request's body
 * because an older account API refuses what it does not know there.
 */
export const outcomesQuerySchema = z.object({
  contractVersion: z.coerce.number().int().positive().max(1_000_000_000).optional(),
})

/** A till asks what became of its records meanwhile: a case may have been decided elsewhere. */
export const outcomesRequestSchema = z.strictObject({
  nonce: nonceSchema,
  operationIds: z.array(operationIdSchema).min(1).max(MAX_OUTCOMES),
})

/** What became of one record, and of which: two may have come under one id. */
export const recordResultSchema = operationResultSchema.extend({
  /** Of its envelope. Absent where either end is older than contract version 24. */
  hash: sha256Schema.optional(),
})
export type RecordResult = z.infer<typeof recordResultSchema>

/**
 * The outcome of each record as it is now; one that the server does not hold of this terminal is left out. Of an id that was used again
 * there is one for each of its records, the one that was first before the others; a till of before contract version 24 hears of that
 * one alone.
 */
export const outcomesResponseSchema = z.strictObject({
  nonce: nonceSchema,
  results: z.array(recordResultSchema).max(MAX_OUTCOMES * MAX_TOLD_OF_ID),
})
export type OutcomesResponse = z.infer<typeof outcomesResponseSchema>
