import * as z from 'zod'
import { operationIdSchema } from '../identifiers.ts'

/** What a store adds to a case of the guarantee or of assistance that it opened. */
export const caseNoteSchema = z.enum(['customer-came-back', 'device-handed-over'])
export type CaseNote = z.infer<typeof caseNoteSchema>

/** Something that happened at the counter in a case that is with head office; `of` is the record that opened it. */
export const caseNotePayloadSchema = z.strictObject({ of: operationIdSchema, note: caseNoteSchema })
export type CaseNotePayload = z.infer<typeof caseNotePayloadSchema>
