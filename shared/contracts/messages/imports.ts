import * as z from 'zod'
import { sealedEnvelopeSchema } from '../envelope.ts'
import { operationResultSchema } from '../outcome.ts'
import { MAX_BATCH_OPERATIONS } from './operations.ts'

/** Records of a terminal out of a sealed export, handed in by head office in the terminal's place (C18). */
export const importRequestSchema = z.strictObject({
  contractVersion: z.number().int().positive(),
  operations: z.array(sealedEnvelopeSchema).min(1).max(MAX_BATCH_OPERATIONS),
})

export const importResponseSchema = z.strictObject({
  results: z.array(operationResultSchema).max(MAX_BATCH_OPERATIONS),
  /** How many of them the server held before, without what is quarantined. */
  known: z.number().int().nonnegative(),
})
export type ImportResponse = z.infer<typeof importResponseSchema>
