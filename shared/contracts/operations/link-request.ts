import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'

/** A customer gets a link by mail: to confirm their address, to choose a new password (R9, R14), or for a copy of their data. */
export const linkRequestPayloadSchema = z.strictObject({
  link: z.enum(['activation', 'password', 'data']),
  registration: customerReferenceSchema,
})
export type LinkRequestPayload = z.infer<typeof linkRequestPayloadSchema>
