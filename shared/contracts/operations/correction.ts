import * as z from 'zod'
import { operationIdSchema } from '../identifiers.ts'
import { changedFieldsSchema } from './changed-fields.ts'

/** Amends another operation of this terminal, within the same aggregate. Both are kept. */
export const correctionPayloadSchema = z.strictObject({
  target: operationIdSchema,
  changes: changedFieldsSchema,
})
export type CorrectionPayload = z.infer<typeof correctionPayloadSchema>
