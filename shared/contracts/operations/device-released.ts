import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'
import { deviceIdSchema } from './registration.ts'

export const releaseReasonSchema = z.enum(['sold', 'gift', 'lost', 'returned'])
export type ReleaseReason = z.infer<typeof releaseReasonSchema>

/** A device leaves its customer's account, by the customer's own word (R12). */
export const deviceReleasedPayloadSchema = z.strictObject({
  deviceId: deviceIdSchema,
  reason: releaseReasonSchema,
  registration: customerReferenceSchema,
})
export type DeviceReleasedPayload = z.infer<typeof deviceReleasedPayloadSchema>
