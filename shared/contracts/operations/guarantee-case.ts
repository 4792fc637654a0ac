import * as z from 'zod'
import { calendarDateSchema } from '../values.ts'
import { customerReferenceSchema } from './customer-reference.ts'
import { deliverySchema } from './delivery.ts'
import { deviceFaultSchema, exclusionCheckSchema, failedPartSchema } from './device-fault.ts'
import { deviceIdSchema } from './registration.ts'

/** A fault that head office sees to, and how the customer wishes to get a new device (R17). */
export const guaranteeCasePayloadSchema = z.strictObject({
  deviceId: deviceIdSchema,
  part: failedPartSchema.optional(),
  fault: deviceFaultSchema,
  exclusions: exclusionCheckSchema,
  wanted: deliverySchema,
  registration: customerReferenceSchema,
  /**
   * What a buyer without a registration showed, and the day on it: the law's guarantee serves them by it, in the store (R17). Who they
   * are is not recorded: they come back with the paper. Absent for a customer who is on record.
   */
  proofOfPurchase: z.strictObject({ boughtOn: calendarDateSchema }).optional(),
})
export type GuaranteeCasePayload = z.infer<typeof guaranteeCasePayloadSchema>
