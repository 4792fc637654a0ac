import * as z from 'zod'
import { deviceKindSchema } from '../../markets/device-catalogue.ts'
import { channelSchema } from '../../markets/market.ts'
import { operatorIdSchema, storeIdSchema, terminalIdSchema } from '../identifiers.ts'
import { deviceIdSchema } from '../operations/registration.ts'
import {
  calendarDateSchema,
  countrySchema,
  instantSchema,
  labelSchema,
  languageSchema,
  sha256Schema,
  timeZoneSchema,
} from '../values.ts'

export const operatorRoleSchema = z.enum(['assistant', 'manager'])
export type OperatorRole = z.infer<typeof operatorRoleSchema>

export const storeRequestSchema = z.strictObject({
  storeId: storeIdSchema,
  name: labelSchema({ max: 80 }),
  marketCode: labelSchema({ min: 2, max: 20 }),
  timeZone: timeZoneSchema,
  channel: channelSchema,
})

export const operatorRequestSchema = z.strictObject({
  operatorId: operatorIdSchema,
  name: labelSchema({ max: 80 }),
  roles: z.array(operatorRoleSchema).min(1),
  stores: z.array(storeIdSchema).min(1),
})

export const enrolmentCodeRequestSchema = z.strictObject({
  storeId: storeIdSchema,
  terminalName: labelSchema({ max: 40 }),
  /** Enrols this terminal anew: same identity, new key, next epoch. Without it a new terminal is made. */
  terminalId: terminalIdSchema.optional(),
})
export const enrolmentCodeResponseSchema = z.strictObject({
  code: z.string().length(26),
  expiresAt: instantSchema,
})

export const firstPinCodeRequestSchema = z.strictObject({
  operatorId: operatorIdSchema,
  terminalId: terminalIdSchema.nullable(),
})
export const firstPinCodeResponseSchema = z.strictObject({
  code: z.string().length(26),
  expiresAt: instantSchema,
})

export const revocationRequestSchema = z.strictObject({ reason: labelSchema({ max: 200 }) })

export const accountSchema = z.strictObject({
  accountId: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  mobilePhone: z.string().nullable(),
  dateOfBirth: calendarDateSchema,
  countryOfResidence: countrySchema,
  language: languageSchema,
  registeredAt: instantSchema,
  devices: z.array(
    z.strictObject({ deviceId: deviceIdSchema, kind: deviceKindSchema, since: instantSchema }),
  ),
})

export const deviceSchema = z.strictObject({
  deviceId: deviceIdSchema,
  kind: deviceKindSchema,
  /** Null while nobody owns it. */
  accountId: z.string().nullable(),
  since: instantSchema,
  /** Another customer claims it, and head office has not decided yet (R12). */
  isDisputed: z.boolean(),
})

/** Counts only: an age check says nothing about a person. */
export const ageChecksSchema = z.strictObject({
  terminalId: terminalIdSchema,
  allowed: z.number().int(),
  refused: z.number().int(),
  byReason: z.record(z.string(), z.number().int()),
})

/** A chain recomputed from the records themselves. */
export const chainReportSchema = z.strictObject({
  terminalId: terminalIdSchema,
  epoch: z.number().int(),
  /** How many envelopes the server holds of this epoch. */
  held: z.number().int(),
  contiguousSequence: z.number().int(),
  contiguousHash: sha256Schema,
  /** The head that the terminal last said it had written. */
  claimedSequence: z.number().int(),
  gaps: z.array(z.tuple([z.number().int(), z.number().int()])),
  forks: z.array(z.number().int()),
  /** Sequences whose hash, signature or link does not recompute. */
  altered: z.array(z.number().int()),
  intact: z.boolean(),
})
export type ChainReport = z.infer<typeof chainReportSchema>
