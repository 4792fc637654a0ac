import * as z from 'zod'
import { partKindSchema } from '../../markets/device-catalogue.ts'
import { operationIdSchema, operatorIdSchema } from '../identifiers.ts'
import { caseNoteSchema } from '../operations/case-note.ts'
import { deviceIdSchema } from '../operations/registration.ts'
import { instantSchema } from '../values.ts'

/** How a case of the guarantee or of assistance ended. */
export const conclusionSchema = z.enum(['replaced', 'repaired', 'passed-on', 'declined', 'withdrawn'])
export type Conclusion = z.infer<typeof conclusionSchema>

/** Why head office refuses a case. */
export const refusalReasonSchema = z.enum(['not-covered', 'excluded', 'not-eligible', 'not-reached'])
export type RefusalReason = z.infer<typeof refusalReasonSchema>

/** What head office does in a case before it ends. */
export const officeStepSchema = z.enum(['accepted', 'on-its-way'])
export type OfficeStep = z.infer<typeof officeStepSchema>

/** What was done in a case, by head office or at the counter. */
export const caseStepSchema = z.enum([...officeStepSchema.options, 'refused', ...caseNoteSchema.options])
export type CaseStep = z.infer<typeof caseStepSchema>

export const officeStepRequestSchema = z.strictObject({ step: officeStepSchema })

const serviceCaseSchema = z.strictObject({
  operationId: operationIdSchema,
  kind: z.enum(['guarantee', 'assistance']),
  storeId: z.string(),
  storeName: z.string(),
  timeZone: z.string(),
  deviceId: deviceIdSchema,
  fault: z.string(),
  /** How the customer wants the new device; null for assistance. */
  way: z.string().nullable(),
  basis: z.string().nullable(),
  /** Where the customer travels; null for a guarantee. */
  visited: z.string().nullable(),
  openedAt: instantSchema,
})
export type ServiceCase = z.infer<typeof serviceCaseSchema>

export const MAX_SERVICE_CASES = 200

export const serviceCasesSchema = z.strictObject({ cases: z.array(serviceCaseSchema).max(MAX_SERVICE_CASES) })

/** A case that is declined says why, and no other does. */
export const closureRequestSchema = z
  .strictObject({ conclusion: conclusionSchema, reason: refusalReasonSchema.optional() })
  .refine(({ conclusion, reason }) => (conclusion === 'declined') === (reason !== undefined), {
    message: 'a reason belongs to what is declined',
    path: ['reason'],
  })

/** A mail that was given up: which account, and why; never an address. */
const givenUpMailSchema = z.strictObject({
  operationId: operationIdSchema,
  kind: z.string().max(40),
  accountId: z.uuid(),
  occasion: z.number().int().min(0).max(2_147_483_647),
  attempts: z.number().int(),
  failure: z.string().nullable(),
  givenUpAt: instantSchema,
})
export type GivenUpMail = z.infer<typeof givenUpMailSchema>

export const mailsSchema = z.strictObject({
  /** How many wait to be sent, not counting those that wait for an address to be confirmed. */
  waiting: z.number().int().nonnegative(),
  givenUp: z.array(givenUpMailSchema).max(MAX_SERVICE_CASES),
})
export type Mails = z.infer<typeof mailsSchema>

export const mailRetryRequestSchema = givenUpMailSchema.pick({
  operationId: true,
  kind: true,
  accountId: true,
  occasion: true,
})

const operatorAlertSchema = z.strictObject({
  alertId: z.uuid(),
  operatorId: operatorIdSchema,
  operatorName: z.string().nullable(),
  kind: z.enum(['too-fast', 'nobody-confirms']),
  raisedAt: instantSchema,
})
export type OperatorAlert = z.infer<typeof operatorAlertSchema>

export const operatorAlertsSchema = z.strictObject({ alerts: z.array(operatorAlertSchema) })

/** What the manufacturer says that exists. */
export const knownDevicesRequestSchema = z.strictObject({
  deviceIds: z.array(deviceIdSchema).min(1).max(1000),
})

/** Which parts the manufacturer put in which box (R11). */
export const knownKitsRequestSchema = z.strictObject({
  kits: z
    .array(
      z
        .strictObject({
          kitId: deviceIdSchema,
          parts: z
            .array(z.strictObject({ kind: partKindSchema, deviceId: deviceIdSchema }))
            .min(1)
            .max(partKindSchema.options.length),
        })
        .refine(
          ({ kitId, parts }) =>
            new Set([kitId, ...parts.map(({ deviceId }) => deviceId)]).size === parts.length + 1 &&
            new Set(parts.map(({ kind }) => kind)).size === parts.length,
          'each ID and each kind of part once',
        ),
    )
    .min(1)
    .max(500),
})
export type KnownKits = z.infer<typeof knownKitsRequestSchema>

/** How many boxes were taken, and those that say otherwise than what is known already: they were left out. */
export const knownKitsResponseSchema = z.strictObject({
  taken: z.int().nonnegative(),
  contradicting: z.array(deviceIdSchema),
})
