import { z } from 'zod'
import { ageCheckSchema } from './age-check-policy.ts'
import { ageRulesSchema } from './age-rule.ts'
import { businessDaysSchema, WEEKENDS_ONLY } from './business-days.ts'
import { collectionPointSchema } from './collection-point.ts'
import { coveredCountrySchema } from './covered-country.ts'
import { deviceCatalogueSchema } from './device-catalogue.ts'
import { afterReplacementSchema, guaranteeTermSchema } from './guarantee-term.ts'
import { HOME_AGAIN, homeAgainSchema } from './home-again.ts'
import { loyaltySchema, NO_LOYALTY } from './loyalty.ts'
import { languageSchema, localTextSchema, versionedTextSchema } from './market-text.ts'

/** Where a sale is made (R6). */
export const channelSchema = z.enum(['brand-store', 'partner-store', 'sales-adviser', 'web', 'phone'])
export type Channel = z.infer<typeof channelSchema>

/** What a customer may agree to, one purpose and channel each (R8). */
export const consentPurposeSchema = z.enum([
  'marketing-email',
  'marketing-sms',
  'marketing-phone',
  'marketing-post',
  'loyalty',
])
export type ConsentPurpose = z.infer<typeof consentPurposeSchema>

/** Kinds of tax number that can be checked; the names are those of the issuing countries. */
export const taxNumberKindSchema = z.enum(['pt-nif', 'es-nif', 'gb-vat'])
export type TaxNumberKind = z.infer<typeof taxNumberKindSchema>

const countryCodeSchema = z.string().regex(/^[A-Z]{2}$/)
const timeZoneSchema = z.string().refine(isTimeZone, 'a time zone that the platform knows')
const phoneNumberSchema = z.string().regex(/^\+[1-9]\d{6,14}$/)

/**
 * One market, whole: its rules, switches and texts as dated data with a source and a version. Plain JSON, so that
 * signed configuration can carry and replace it. Switches that need counsel's word start with the cautious value.
 */
export const marketSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{2}$|^practice$/),
  version: z.string().min(1),
  source: z.string().min(1),
  isPractice: z.boolean(),
  country: countryCodeSchema,
  languages: z.strictObject({
    operator: z.array(languageSchema).min(1),
    customer: z.array(languageSchema).min(1),
  }),
  /** Market data from before there were any knows weekends alone. */
  businessDays: businessDaysSchema.default(WEEKENDS_ONLY),
  timeZones: z.strictObject({ default: timeZoneSchema, stores: z.array(timeZoneSchema).min(1) }),
  age: ageRulesSchema,
  ageCheck: ageCheckSchema,
  registration: z.strictObject({
    channels: z.array(
      z.strictObject({
        channel: channelSchema,
        isRegistrationRequired: z.boolean(),
        isTakenAtCounter: z.boolean(),
      }),
    ),
    /** Residence that the declaration allows for registering; a sale never asks for it (R3). */
    residenceCountries: z.array(countryCodeSchema).min(1),
    declaration: versionedTextSchema,
    privacyNotice: versionedTextSchema,
    registrationIsOptional: localTextSchema,
    phoneRegion: countryCodeSchema,
    taxNumber: z.strictObject({ kind: taxNumberKindSchema, isOn: z.boolean() }).nullable(),
  }),
  consents: z.array(
    z.strictObject({
      purpose: consentPurposeSchema,
      isOn: z.boolean(),
      version: z.string().min(1),
      text: localTextSchema,
    }),
  ),
  benefits: z.strictObject({
    isOn: z.boolean(),
    version: z.string().min(1),
    items: z.array(localTextSchema),
    /** Of points: shown only where the switch of loyalty is on. Market data from before they stood apart has none here. */
    loyaltyItems: z.array(localTextSchema).default([]),
  }),
  /** Market data from before there was loyalty has none. */
  loyalty: loyaltySchema.default(NO_LOYALTY),
  riskStatement: versionedTextSchema,
  devices: deviceCatalogueSchema,
  guarantee: z.strictObject({
    terms: z.array(guaranteeTermSchema),
    afterReplacement: afterReplacementSchema,
    /** What accidents are counted by (R18); absent: by the kit with all of its parts, the cautious one. */
    accidentsPer: z.enum(['kit', 'device']).optional(),
    exclusions: z.array(localTextSchema),
    /** Market data from before there were points has none. */
    collectionPoints: z.array(collectionPointSchema).max(5000).default([]),
  }),
  assistance: z.strictObject({
    helpline: phoneNumberSchema,
    fallbackHelpline: phoneNumberSchema,
    coveredCountries: z.array(coveredCountrySchema),
    /** How long after the call a new device is on its way (R24). Market data from before it was data means the source's. */
    shipping: z
      .strictObject({ fromBusinessDays: z.int().min(0).max(60), toBusinessDays: z.int().min(1).max(60) })
      .refine(({ fromBusinessDays, toBusinessDays }) => fromBusinessDays <= toBusinessDays, 'first day first')
      .default({ fromBusinessDays: 1, toBusinessDays: 4 }),
    source: z.string().min(1),
    /** Market data from before it was data means what the source says of every country (R26). */
    homeAgain: z.array(homeAgainSchema).max(200).default(HOME_AGAIN),
  }),
})
export type Market = z.infer<typeof marketSchema>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
