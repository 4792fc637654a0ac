import * as z from 'zod'
import { caseIdSchema, operationIdSchema } from './identifiers.ts'

/**
 * Why a record needs a person at a store. What only compliance may see (under age after recomputation) is no outcome
 * of this list: the capturing store is told that the record is settled, and nothing more.
 */
export const caseKindSchema = z.enum([
  'email-taken',
  'device-taken',
  'not-owner',
  'invalid-field',
  /** No guarantee covers what is to be replaced. */
  'not-covered',
  /** The new device of a replacement is in an account already. */
  'new-device-taken',
  'id-reused',
  /** A void came after its operation had consequences. */
  'settled-already',
  /** An operation that this one rests on was taken back. */
  'support-reversed',
  /** A customer wants the account removed while cases about them are open. */
  'open-cases',
  /** Perhaps of a customer who was removed, perhaps of one who came after: head office alone decides, without seeing whom. */
  'removal-overlap',
  /** A change of contact that made one account of two is taken back: head office alone decides. */
  'merge-taken-back',
  /** The account API failed at settling it, by a bug or by what else is there: head office alone decides. */
  'not-settled',
  /** Sealed to a key that this account API never had: head office alone decides. */
  'key-unknown',
])
export type CaseKind = z.infer<typeof caseKindSchema>

/** What a person may decide (operations.md). `customer-not-here` is always among them. */
export const caseChoiceSchema = z.enum([
  'same-person',
  'mistyped',
  'transfer',
  'dispute',
  'statutory-route',
  'pay',
  'cancel',
  'reverse',
  'keep',
  'after-cases',
  'now-anyway',
  'erase',
  'settle',
  'settle-again',
  'customer-not-here',
])
export type CaseChoice = z.infer<typeof caseChoiceSchema>

/** How a customer who is not here is asked. */
export const caseAskSchema = z.enum(['next-visit', 'link'])
export type CaseAsk = z.infer<typeof caseAskSchema>

/** Why points were not spent (R20): there is nothing to decide in that. */
export const notSpentSchema = z.enum([
  'points-too-few',
  'not-a-member',
  'item-withdrawn',
  'price-changed',
  /** It came later than somebody waits at a counter, or nobody knows how late. */
  'too-late',
])
export type NotSpent = z.infer<typeof notSpentSchema>

/**
 * What the account API made of an operation. First settled wins. By itself a final outcome never changes; another
 * operation, or head office, may change it: a resolution or a void makes a `case` accepted or superseded, a void makes what
 * was accepted superseded, and what rested on it a case.
 */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted') }),
  z.strictObject({
    kind: z.literal('case'),
    caseId: caseIdSchema,
    version: z.number().int().positive(),
    caseKind: caseKindSchema,
    choices: z.array(caseChoiceSchema).min(2).max(6),
    /** How the customer is asked, when the last decision was that they are not here; whom else the case is with; else absent. */
    asked: z.enum([...caseAskSchema.options, 'head-office']).optional(),
  }),
  /** A dependency is not there yet; the same id is sent again later. */
  z.strictObject({ kind: z.literal('waiting'), on: z.array(operationIdSchema).min(1).max(20) }),
  /** Without effect; `notSpent` only of points that stay on the account. */
  z.strictObject({ kind: z.literal('superseded'), notSpent: notSpentSchema.optional() }),
  z.strictObject({ kind: z.literal('erased') }),
  /** The record cannot be read; its bytes are kept on both sides. */
  z.strictObject({
    kind: z.literal('quarantined'),
    reason: z.enum([
      'unknown-type',
      'seal-broken',
      'payload-invalid',
      'signature-invalid',
      'hash-invalid',
      'wrong-terminal',
      'too-large',
    ]),
  }),
])
export type Outcome = z.infer<typeof outcomeSchema>

export const operationResultSchema = z.strictObject({
  operationId: operationIdSchema,
  outcome: outcomeSchema,
})
export type OperationResult = z.infer<typeof operationResultSchema>

/** Nothing more will happen to the operation by itself. `waiting` is the only outcome that is not final. */
export function isFinal(outcome: Outcome): boolean {
  return outcome.kind !== 'waiting'
}
