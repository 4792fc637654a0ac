import * as z from 'zod'
import { operationIdSchema } from '../identifiers.ts'
import { deviceIdSchema } from './registration.ts'

/** Goods brought back. The sale or registration that they came from; null where it is on no record of this till. */
export const returnPayloadSchema = z.strictObject({
  devices: z.array(deviceIdSchema).max(20),
  of: operationIdSchema.nullable(),
})
export type ReturnPayload = z.infer<typeof returnPayloadSchema>
