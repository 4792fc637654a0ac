import * as z from 'zod'
import { caseIdSchema, operationIdSchema } from '../identifiers.ts'
import { caseKindSchema } from '../outcome.ts'
import { instantSchema } from '../values.ts'
import { centralCaseKindSchema } from './cases.ts'

/** What a removal would do, to be read before it is carried out (R16). It names nobody. */
export const removalPreviewSchema = z.strictObject({
  accountId: z.uuid(),
  registeredAt: instantSchema,
  /** Devices that become free. */
  devices: z.number().int(),
  /** Cases that a store or head office has open about the customer. */
  openCases: z.array(
    z.strictObject({
      caseId: caseIdSchema,
      kind: z.union([caseKindSchema, centralCaseKindSchema]),
      openedAt: instantSchema,
    }),
  ),
  /** Cases of the guarantee and of assistance that are open, by the record that opened each. */
  openServiceCases: z.array(
    z.strictObject({
      operationId: operationIdSchema,
      kind: z.enum(['guarantee', 'assistance']),
      openedAt: instantSchema,
    }),
  ),
  /** How much of what law asks for stays, under the account's number alone. */
  kept: z.strictObject({
    consents: z.number().int(),
    shownTexts: z.number().int(),
    purchases: z.number().int(),
    invoices: z.number().int(),
  }),
})
export type RemovalPreview = z.infer<typeof removalPreviewSchema>

export const removalCommandSchema = z.strictObject({
  /** Open cases stop the removal, or end with it. */
  openCases: z.enum(['refuse', 'now-anyway']),
})

export const removalAnswerSchema = z.strictObject({ outcome: z.enum(['removed', 'open-cases']) })
export type RemovalAnswer = z.infer<typeof removalAnswerSchema>
