import * as z from 'zod'
import { partKindSchema } from '../../markets/device-catalogue.ts'
import { consentAnswerSchema, deviceIdSchema, registeredDeviceSchema } from '../operations/registration.ts'
import { instantSchema, languageSchema } from '../values.ts'
import { lookUpIdSchema } from './look-ups.ts'

/** What happened to a device in the account; of its code the end. */
const deviceEventSchema = z.strictObject({
  masked: z.string().max(12),
  event: z.enum([
    'released',
    'returned',
    'replaced',
    'transferred',
    'disputed',
    'corrected',
    'voided',
    'registered',
  ]),
  at: instantSchema,
})

/** A case that a removal waits for (R16): which device it is about, by the end of its code, and since when. */
const openServiceCaseSchema = z.strictObject({
  kind: z.enum(['guarantee', 'assistance']),
  masked: z.string().max(12),
  openedAt: instantSchema,
})

/** What the desk is shown of an account that was found: contact in masked form, no name, no date of birth, no address (R13, R15). */
export const accountViewSchema = z.strictObject({
  email: z.string().max(20),
  isEmailConfirmed: z.boolean(),
  /** Null where there is none. */
  mobilePhone: z.string().max(8).nullable(),
  language: languageSchema,
  devices: z.array(
    z.strictObject({
      deviceId: deviceIdSchema,
      kind: registeredDeviceSchema.shape.kind,
      since: instantSchema,
      /** Somebody else claims it, and head office has not decided. */
      isDisputed: z.boolean(),
    }),
  ),
  /** What happened to devices in the account, of now and of before, newest first; null for whose role does not see it. */
  history: z.array(deviceEventSchema).max(50).nullable(),
  /** The newest answer of each purpose and channel. */
  consents: z.array(
    z.strictObject({
      purpose: z.string(),
      channel: z.string(),
      answer: consentAnswerSchema,
      at: instantSchema,
    }),
  ),
  /** Open cases about the customer, of stores and head office; what they are about is shown where they are decided. */
  openCases: z.number().int().nonnegative(),
  /** Those of the guarantee and of assistance that are open, oldest first. */
  openServiceCases: z.array(openServiceCaseSchema).max(50),
})
export type AccountView = z.infer<typeof accountViewSchema>

/**
 * What the kits of an account hold now, as far as anybody said (R11): by the manufacturer, or because a part was replaced or
 * taken out. A kit of which nobody said anything is not among them.
 */
export const accountKitsSchema = z.strictObject({
  kits: z
    .array(
      z.strictObject({
        kitId: deviceIdSchema,
        places: z
          .array(
            z.strictObject({
              kind: partKindSchema,
              /** Null where there is none: taken out, or never in this box. */
              deviceId: deviceIdSchema.nullable(),
              /** It came in the place of another one. */
              isReplaced: z.boolean(),
            }),
          )
          .max(partKindSchema.options.length),
      }),
    )
    .max(200),
})
export type AccountKits = z.infer<typeof accountKitsSchema>

/** Where a desk asks about an account that it found. */
export const foundParams = z.strictObject({ lookUpId: lookUpIdSchema })
