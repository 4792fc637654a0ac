import * as z from 'zod'
import { caseIdSchema, operationIdSchema, terminalIdSchema } from '../identifiers.ts'
import { decisionSchema } from '../operations/resolution.ts'
import { caseKindSchema, outcomeSchema } from '../outcome.ts'
import { instantSchema } from '../values.ts'

/** Who decides a case: a store or head office, head office alone, or compliance alone. */
export const caseAudienceSchema = z.enum(['store', 'head-office', 'compliance'])
export type CaseAudience = z.infer<typeof caseAudienceSchema>

/** What no store is told: disputed devices are head office's, ages are compliance's. */
export const centralCaseKindSchema = z.enum(['device-disputed', 'under-age', 'age-review'])
export type CentralCaseKind = z.infer<typeof centralCaseKindSchema>

/** An open case as head office sees it. Who the customer is stays in the accounts, where each look-up is audited. */
export const openCaseSchema = z.strictObject({
  caseId: caseIdSchema,
  version: z.number().int().positive(),
  kind: z.union([caseKindSchema, centralCaseKindSchema]),
  audience: caseAudienceSchema,
  choices: z.array(z.string()).min(2),
  operationId: operationIdSchema,
  operationType: z.string().nullable(),
  terminalId: terminalIdSchema,
  openedAt: instantSchema,
})
export type OpenCase = z.infer<typeof openCaseSchema>

export const MAX_CASES = 100

/** `after`: the last case of the page before. */
export const casesQuerySchema = z.strictObject({ after: caseIdSchema.optional() })

export const casesResponseSchema = z.strictObject({
  cases: z.array(openCaseSchema).max(MAX_CASES),
  /** What to ask for next; null on the last page. */
  next: caseIdSchema.nullable(),
})
export type CasesResponse = z.infer<typeof casesResponseSchema>

/** `confirmed` and `unfounded` end a case of compliance and change nothing else. */
export const centralDecisionSchema = z.discriminatedUnion('choice', [
  ...decisionSchema.options,
  z.strictObject({ choice: z.literal('confirmed') }),
  z.strictObject({ choice: z.literal('unfounded') }),
  /** The record is of the customer who was removed. */
  z.strictObject({ choice: z.literal('erase') }),
  /** It came after: it is settled like any other. */
  z.strictObject({ choice: z.literal('settle') }),
  /** What kept it from being settled may be mended: it is tried once more. */
  z.strictObject({ choice: z.literal('settle-again') }),
])
export type CentralDecision = z.infer<typeof centralDecisionSchema>

export const caseResolutionRequestSchema = z.strictObject({
  caseVersion: z.number().int().positive(),
  decision: centralDecisionSchema,
})

export const caseResolutionResponseSchema = z.strictObject({
  /** `superseded`: somebody decided before, or the case is not as it was seen. */
  outcome: z.enum(['accepted', 'superseded']),
  /** What became of the operation that the case is about. */
  operation: outcomeSchema.nullable(),
})
export type CaseResolutionResponse = z.infer<typeof caseResolutionResponseSchema>
