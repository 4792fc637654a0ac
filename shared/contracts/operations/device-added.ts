import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'
import { registeredDeviceSchema } from './registration.ts'

/** One more device for a customer who has an account, and how they say that they came by it (R12, R13). */
export const deviceAddedPayloadSchema = z.strictObject({
  device: registeredDeviceSchema,
  registration: customerReferenceSchema,
})
export type DeviceAddedPayload = z.infer<typeof deviceAddedPayloadSchema>
