import * as z from 'zod'
import { customerReferenceSchema } from './customer-reference.ts'
import { deliverySchema } from './delivery.ts'
import { deviceFaultSchema, exclusionCheckSchema, failedPartSchema } from './device-fault.ts'
import { deviceIdSchema, registeredDeviceSchema } from './registration.ts'

/** A new device in the place of a faulty one (R17, R19). */
export const replacementPayloadSchema = z.strictObject({
  oldDevice: deviceIdSchema,
  part: failedPartSchema.optional(),
  newDevice: registeredDeviceSchema.omit({ origin: true, isFirstOwnerAway: true }),
  delivery: deliverySchema,
  fault: deviceFaultSchema,
  exclusions: exclusionCheckSchema,
  /** Whether the faulty device was handed in. */
  isTakenBack: z.boolean(),
  registration: customerReferenceSchema,
})
export type ReplacementPayload = z.infer<typeof replacementPayloadSchema>
