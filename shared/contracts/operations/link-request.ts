import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'

/** A customer gets a link by mail: to confirm their address, or to choose a new password (R9, R14). */
export const linkRequestPayloadSchema = z.strictObject({
  link: z.enum(['activation', 'password']),
  registration: customerReferenceSchema,
})
export type LinkRequestPayload = z.infer<typeof linkRequestPayloadSchema>
