import * as z from 'zod'
import { documentKindSchema } from '../../markets/age-check-policy.ts'
import { instantSchema } from '../values.ts'
import { operationIdSchema, operatorIdSchema, terminalIdSchema } from '../identifiers.ts'

/** Why a sale is not possible today (R4). */
export const refusalReasonSchema = z.enum([
  'under-age',
  'no-document',
  'document-expired',
  'not-readable',
  'photo-differs',
  'buying-for-minor',
  'doubt',
])
export type RefusalReason = z.infer<typeof refusalReasonSchema>

/** How the age was proven: the document was shown and its date typed, read by machine, or plainly above the challenge age. */
export const ageCheckMethodSchema = z.enum(['shown', 'machine-read', 'clearly-over'])
export type AgeCheckMethod = z.infer<typeof ageCheckMethodSchema>

/** `local-only`: only the till's own clock makes the person an adult; the last trusted time does not (C29). */
export const ageCheckClockSchema = z.enum(['trusted', 'unverified', 'local-only'])

/** Everything that is kept of an age check (R5), the same list on every page and in every table. */
export const ageCheckPayloadSchema = z
  .strictObject({
    outcome: z.enum(['allowed', 'refused']),
    reason: refusalReasonSchema.nullable(),
    method: ageCheckMethodSchema.nullable(),
    documentKind: documentKindSchema.nullable(),
    ruleVersion: z.string().min(1).max(64),
    checkedAt: instantSchema,
    clock: ageCheckClockSchema,
    operator: operatorIdSchema,
    terminal: terminalIdSchema,
  })
  .refine(
    (check) => (check.outcome === 'refused') === (check.reason !== null),
    'a refusal has a reason, and only a refusal',
  )
  .refine(
    (check) => check.outcome === 'refused' || check.method !== null,
    'an allowed sale names how the age was proven',
  )
export type AgeCheckPayload = z.infer<typeof ageCheckPayloadSchema>

/** The reference that a sale or a registration makes to the check it rests on (R2). */
export const ageCheckReferenceSchema = operationIdSchema
