import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'
import { registrationPayloadSchema } from './registration.ts'

/** What a customer wants to be reached by from now on. Names and date of birth are no contact: they are corrected. */
export const contactFieldsSchema = registrationPayloadSchema
  .pick({ email: true, mobilePhone: true, language: true, postalAddress: true })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'at least one field changes')
export type ContactFields = z.infer<typeof contactFieldsSchema>

/** Other contact details. They hold once the customer says so by a link; at the counter they only read them. */
export const contactChangePayloadSchema = z.strictObject({
  fields: contactFieldsSchema,
  isReadByCustomer: z.literal(true),
  registration: customerReferenceSchema,
})
export type ContactChangePayload = z.infer<typeof contactChangePayloadSchema>
