import * as z from 'zod'
import { operationIdSchema } from '../identifiers.ts'
import { instantSchema } from '../values.ts'
import { caseStepSchema, conclusionSchema, refusalReasonSchema } from './service.ts'

export const MAX_TERMINAL_CASES = 200
export const MAX_STEPS = 100

/** A case of the guarantee or of assistance as its till may know it: no person, no place, and never what only compliance sees. */
const knownServiceCaseSchema = z.strictObject({
  operationId: operationIdSchema,
  openedAt: instantSchema,
  /** The newest of them, oldest first. */
  steps: z
    .array(
      z.strictObject({
        step: caseStepSchema,
        reason: refusalReasonSchema.nullable(),
        at: instantSchema,
      }),
    )
    .max(MAX_STEPS),
  /** How it ended; null while it is open. */
  conclusion: conclusionSchema.nullable(),
  closedAt: instantSchema.nullable(),
})
export type KnownServiceCase = z.infer<typeof knownServiceCaseSchema>

/** The newest cases that a till opened, and at what time they were so. */
export const terminalCasesSchema = z.strictObject({
  serverTime: instantSchema,
  cases: z.array(knownServiceCaseSchema).max(MAX_TERMINAL_CASES),
})
export type TerminalCases = z.infer<typeof terminalCasesSchema>

const knownDisputeSchema = z.strictObject({
  /** The record that claims the device. */
  operationId: operationIdSchema,
  openedAt: instantSchema,
  /** `transfer`: as that record wished; `keep`: it stays where it was; `withdrawn`: the claim was taken back. Null while it is open. */
  decision: z.enum(['transfer', 'keep', 'withdrawn']).nullable(),
  decidedAt: instantSchema.nullable(),
})
export type KnownDispute = z.infer<typeof knownDisputeSchema>

/** The newest disputes of devices that records of a till opened (R12). */
export const terminalDisputesSchema = z.strictObject({
  disputes: z.array(knownDisputeSchema).max(MAX_TERMINAL_CASES),
})

/** Both, as a till keeps them; a file that was written before disputes were told has none. */
export const knownCasesSchema = terminalCasesSchema.extend({
  disputes: terminalDisputesSchema.shape.disputes.default([]),
})
export type KnownCases = z.infer<typeof knownCasesSchema>

/** How far the cases are that this till opened, as last heard; null before the account API was heard once. */
export const casesAnswerSchema = z.strictObject({
  known: knownCasesSchema.nullable(),
  /** The account API just said so. */
  isCurrent: z.boolean(),
})
export type CasesAnswer = z.infer<typeof casesAnswerSchema>
