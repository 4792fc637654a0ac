import * as z from 'zod'
import { caseIdSchema, operationIdSchema } from '../identifiers.ts'
import { caseAskSchema } from '../outcome.ts'
import { changedFieldsSchema } from './changed-fields.ts'

/** What a person decided in a case, with the fields that the choice needs. */
export const decisionSchema = z.discriminatedUnion('choice', [
  /** The document shown now is that of the holder of the account. */
  z.strictObject({ choice: z.literal('same-person'), documentMatched: z.literal(true) }),
  z.strictObject({ choice: z.literal('mistyped'), changes: changedFieldsSchema }),
  /** No voluntary guarantee covers it: the law's does, by the proof of purchase that was shown (R18). */
  z.strictObject({ choice: z.literal('statutory-route'), proofOfPurchaseShown: z.literal(true) }),
  /** No guarantee covers it: the customer pays. */
  z.strictObject({ choice: z.literal('pay') }),
  /** The account that has the device lets it go: its holder said so, here. */
  z.strictObject({ choice: z.literal('transfer'), releasedByHolder: z.literal(true) }),
  /** Registered now as disputed; head office decides (R12). */
  z.strictObject({ choice: z.literal('dispute') }),
  z.strictObject({ choice: z.literal('cancel') }),
  /** The case stays open: the customer is asked at the next visit, or by a link. */
  z.strictObject({ choice: z.literal('customer-not-here'), ask: caseAskSchema }),
  z.strictObject({ choice: z.literal('reverse') }),
  z.strictObject({ choice: z.literal('keep') }),
  /** The account is removed once the cases about its customer are decided. */
  z.strictObject({ choice: z.literal('after-cases') }),
  z.strictObject({ choice: z.literal('now-anyway') }),
])
export type Decision = z.infer<typeof decisionSchema>

/**
 * A person's decision in a case, made on the version of the case that they saw: whoever is settled first wins, and a
 * decision on an older version is superseded. `operation` is the one that the case is about.
 */
export const resolutionPayloadSchema = z.strictObject({
  caseId: caseIdSchema,
  caseVersion: z.number().int().positive(),
  operation: operationIdSchema,
  decision: decisionSchema,
})
export type ResolutionPayload = z.infer<typeof resolutionPayloadSchema>
