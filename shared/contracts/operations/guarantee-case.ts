import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'
import { deliverySchema } from './delivery.ts'
import { deviceFaultSchema, exclusionCheckSchema } from './device-fault.ts'
import { deviceIdSchema } from './registration.ts'

/** A fault that head office sees to, and how the customer wishes to get a new device (R17). */
export const guaranteeCasePayloadSchema = z.strictObject({
  deviceId: deviceIdSchema,
  fault: deviceFaultSchema,
  exclusions: exclusionCheckSchema,
  wanted: deliverySchema,
  registration: customerReferenceSchema,
})
export type GuaranteeCasePayload = z.infer<typeof guaranteeCasePayloadSchema>
