import * as z from 'zod'
import { deviceAddedPayloadSchema } from './device-added.ts'
import { deviceReleasedPayloadSchema } from './device-released.ts'
import { guaranteeCasePayloadSchema } from './guarantee-case.ts'
import { registrationPayloadSchema } from './registration.ts'
import { removalRequestPayloadSchema } from './removal-request.ts'
import { replacementPayloadSchema } from './replacement.ts'
import { contactFieldsSchema } from './contact-change.ts'
import { returnPayloadSchema } from './return.ts'
import { salePayloadSchema } from './sale.ts'
import { takeBackPayloadSchema } from './take-back.ts'

const isNotEmpty = (fields: object) => Object.keys(fields).length > 0
const EMPTY = 'at least one field changes'

/** What of a registration may be amended. Consents are not among it: they are changed by the customer alone, with proof. */
const registrationFieldsSchema = registrationPayloadSchema
  .pick({
    claim: true,
    givenName: true,
    familyName: true,
    email: true,
    mobilePhone: true,
    dateOfBirth: true,
    countryOfResidence: true,
    language: true,
    postalAddress: true,
    devices: true,
    purchaseDate: true,
    purchasePlace: true,
    invoiceReference: true,
    taxNumber: true,
    ageCheck: true,
  })
  .partial()
  .refine(isNotEmpty, EMPTY)
  .refine(
    (fields) => fields.dateOfBirth === undefined || fields.ageCheck !== undefined,
    'another date of birth needs another age check (R2)',
  )

/** The fields of an operation that a correction or a resolution amends, by the type of that operation. */
export const changedFieldsSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('registration'), fields: registrationFieldsSchema }),
  z.strictObject({
    type: z.literal('sale'),
    fields: salePayloadSchema
      .pick({ productClasses: true, channel: true, ageCheck: true })
      .partial()
      .refine(isNotEmpty, EMPTY),
  }),
  z.strictObject({
    type: z.literal('device-added'),
    fields: deviceAddedPayloadSchema.pick({ device: true }),
  }),
  z.strictObject({
    type: z.literal('device-released'),
    fields: deviceReleasedPayloadSchema
      .pick({ deviceId: true, reason: true })
      .partial()
      .refine(isNotEmpty, EMPTY),
  }),
  z.strictObject({ type: z.literal('return'), fields: returnPayloadSchema.pick({ devices: true }) }),
  z.strictObject({
    type: z.literal('removal-request'),
    fields: removalRequestPayloadSchema.pick({ who: true }),
  }),
  z.strictObject({
    type: z.literal('replacement'),
    fields: replacementPayloadSchema.omit({ registration: true }).partial().refine(isNotEmpty, EMPTY),
  }),
  z.strictObject({
    type: z.literal('guarantee-case'),
    fields: guaranteeCasePayloadSchema.omit({ registration: true }).partial().refine(isNotEmpty, EMPTY),
  }),
  /** The new details as they are right, whole. */
  z.strictObject({
    type: z.literal('contact-change'),
    fields: z.strictObject({ fields: contactFieldsSchema }),
  }),
  z.strictObject({
    type: z.literal('take-back'),
    fields: takeBackPayloadSchema.partial().refine(isNotEmpty, EMPTY),
  }),
])
export type ChangedFields = z.infer<typeof changedFieldsSchema>
