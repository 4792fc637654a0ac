import * as z from 'zod'
import { partKindSchema } from '../../markets/device-catalogue.ts'
import { deviceIdSchema } from './registration.ts'

/** What is wrong with a device. An accident is covered apart, a few times and not for long (R18). */
export const deviceFaultSchema = z.enum([
  'does-not-turn-on',
  'does-not-charge',
  'does-not-heat',
  'error-light',
  'accidental-damage',
  'other',
])
export type DeviceFault = z.infer<typeof deviceFaultSchema>

/** What no guarantee covers (R18). */
export const exclusionSchema = z.enum(['wear', 'cosmetic', 'misuse', 'liquid', 'unauthorised-repair'])
export type Exclusion = z.infer<typeof exclusionSchema>

/** That the exclusions were gone through with the customer, and which one was found; null: none. */
export const exclusionCheckSchema = z.strictObject({
  areChecked: z.literal(true),
  found: exclusionSchema.nullable(),
})

/**
 * Which part of a kit failed, where the device is the box that stands for it, and the ID that was read off the part; null: not
 * legible. Absent: the device itself, a kit whole (R11).
 */
export const failedPartSchema = z.strictObject({
  kind: partKindSchema,
  deviceId: deviceIdSchema.nullable(),
})
export type FailedPart = z.infer<typeof failedPartSchema>
