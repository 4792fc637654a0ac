import * as z from 'zod'
import { ageCheckReferenceSchema } from './age-check.ts'

export const ageCheckCorrectionReasonSchema = z.enum([
  'date-typed-wrong',
  'wrong-document-kind',
  'document-shown-later',
])
export type AgeCheckCorrectionReason = z.infer<typeof ageCheckCorrectionReasonSchema>

/** The same person again, after an error: the check that is corrected no longer counts as another person (R4). */
export const ageCheckCorrectionPayloadSchema = z.strictObject({
  of: ageCheckReferenceSchema,
  why: ageCheckCorrectionReasonSchema,
})
export type AgeCheckCorrectionPayload = z.infer<typeof ageCheckCorrectionPayloadSchema>
