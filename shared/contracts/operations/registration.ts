import * as z from 'zod'
import { deviceKindSchema } from '../../markets/device-catalogue.ts'
import { channelSchema } from '../../markets/market.ts'
import { calendarDateSchema, countrySchema, languageSchema, lineSchema, sha256Schema } from '../values.ts'
import { ageCheckReferenceSchema } from './age-check.ts'

export const deviceOriginSchema = z.enum(['bought-here', 'bought-elsewhere', 'bought-earlier', 'gift'])
export type DeviceOrigin = z.infer<typeof deviceOriginSchema>

/** 12 characters today; a longer pattern is configuration, so the wire only bounds it (R11). */
export const deviceIdSchema = z
  .string()
  .regex(/^[0-9A-HJ-NP-Z]{8,24}$/)
  .brand<'DeviceId'>()
export type DeviceId = z.infer<typeof deviceIdSchema>

export const registeredDeviceSchema = z.strictObject({
  deviceId: deviceIdSchema,
  kind: deviceKindSchema,
  model: z.string().max(60).nullable(),
  origin: deviceOriginSchema,
  /** Somebody had it before who cannot be reached: what is on their account is registered as disputed at once (R12). */
  isFirstOwnerAway: z.literal(true).optional(),
})
export type RegisteredDevice = z.infer<typeof registeredDeviceSchema>
export type DeviceKind = RegisteredDevice['kind']

export const consentAnswerSchema = z.enum(['yes', 'no', 'not-asked'])
export type ConsentAnswer = z.infer<typeof consentAnswerSchema>

/** One purpose on one channel, with the words that the customer was shown (R8, C37). */
export const consentSchema = z.strictObject({
  purpose: z.string().regex(/^[a-z-]{1,40}$/),
  channel: z.string().regex(/^[a-z-]{1,20}$/),
  answer: consentAnswerSchema,
  textVersion: z.string().max(64),
  textHash: sha256Schema,
  language: languageSchema,
})
export type Consent = z.infer<typeof consentSchema>

/** A text that the customer was shown: which version, in which language, and the hash of its words. */
export const shownTextSchema = z.strictObject({
  version: z.string().max(64),
  textHash: sha256Schema,
  language: languageSchema,
})
export type ShownText = z.infer<typeof shownTextSchema>

export const postalAddressSchema = z.strictObject({
  lines: z.array(lineSchema(120)).min(1).max(4),
  postalCode: lineSchema(16),
  locality: lineSchema(80),
  country: countrySchema,
})

/** An e-mail address as the wire bounds it; what it may look like is the domain's rule. */
export const emailSchema = z
  .string()
  .min(3)
  .max(254)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u)

/** Everything that a registration holds (R7). */
export const registrationPayloadSchema = z.strictObject({
  claim: z.enum(['new', 'existing']),
  givenName: lineSchema(100),
  familyName: lineSchema(100),
  email: emailSchema,
  mobilePhone: z
    .string()
    .regex(/^\+[1-9][0-9]{6,14}$/)
    .nullable(),
  dateOfBirth: calendarDateSchema,
  countryOfResidence: countrySchema,
  language: languageSchema,
  postalAddress: postalAddressSchema.nullable(),
  consents: z.array(consentSchema).max(20),
  notice: shownTextSchema,
  declaration: shownTextSchema,
  devices: z.array(registeredDeviceSchema).min(1).max(20),
  channel: channelSchema,
  purchaseDate: calendarDateSchema,
  purchasePlace: lineSchema(80).nullable(),
  invoiceReference: lineSchema(40).nullable(),
  taxNumber: z.string().max(20).nullable(),
  ageCheck: ageCheckReferenceSchema,
})
export type RegistrationPayload = z.infer<typeof registrationPayloadSchema>
