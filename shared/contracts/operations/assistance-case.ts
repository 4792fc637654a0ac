import * as z from 'zod'
import { countrySchema, lineSchema } from '../values.ts'
import { customerReferenceSchema } from './customer-reference.ts'
import { deviceFaultSchema } from './device-fault.ts'
import { deviceIdSchema } from './registration.ts'

/** What was gone through before the call (R22), and what the till could say of it: it sees no account of another country. */
const assistanceCheckSchema = z.strictObject({
  check: z.enum([
    'adult-resident',
    'registered-there',
    'outside-country-of-registration',
    'within-covered-countries',
    'guarantee-valid',
  ]),
  answer: z.enum(['yes', 'no', 'unknown']),
})

/** The full address that the helpline asks for (R24). */
const temporaryAddressSchema = z.strictObject({
  /** The hotel, or whoever the customer stays with. */
  place: lineSchema(120),
  lines: z.array(lineSchema(120)).min(1).max(4),
  postalCode: lineSchema(16).nullable(),
  locality: lineSchema(80),
})

/** Help while travelling: what the store found out, for the helpline (R21 to R24). */
export const assistanceCasePayloadSchema = z.strictObject({
  deviceId: deviceIdSchema,
  fault: deviceFaultSchema,
  countries: z.strictObject({
    residence: countrySchema,
    registration: countrySchema,
    visited: countrySchema,
  }),
  temporaryAddress: temporaryAddressSchema,
  checks: z.array(assistanceCheckSchema).min(1).max(5),
  answer: z.enum(['likely', 'unlikely', 'ask-helpline']),
  registration: customerReferenceSchema,
})
export type AssistanceCasePayload = z.infer<typeof assistanceCasePayloadSchema>
