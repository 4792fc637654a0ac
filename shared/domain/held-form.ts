import * as z from 'zod'

import { aggregateIdSchema, operationIdSchema } from '../contracts/identifiers.ts'
import { ageCheckCorrectionReasonSchema } from '../contracts/operations/age-check-correction.ts'
import { ageCheckMethodSchema } from '../contracts/operations/age-check.ts'
import {
  consentAnswerSchema,
  deviceIdSchema,
  deviceOriginSchema,
} from '../contracts/operations/registration.ts'
import { salePayloadSchema } from '../contracts/operations/sale.ts'
import { deviceKindSchema } from '../markets/device-catalogue.ts'
import { documentKindSchema } from '../markets/age-check-policy.ts'
import { consentPurposeSchema } from '../markets/market.ts'
import { parseCalendarDate } from './calendar-date.ts'
import type { DeviceId } from './device-id.ts'

/** As long as it was typed: what is too long is said at its field, and must survive a lock to be mended. */
const text = z.string()
const calendarDate = z.string().transform((value, context) => {
  const date = parseCalendarDate(value)
  if (date.ok) return date.value
  context.addIssue({ code: 'custom', message: date.failure })
  return z.NEVER
})

/** Whether the market knows its pattern was decided when it was listed. */
const deviceId = deviceIdSchema.transform((value) => value as string as DeviceId)

/** The shape of what is written. Another shape gets another number; one that is not known is not read. */
const VERSION = 1

/** An unfinished customer as a text, for a lock, a crash or a hold; read back by this schema and nothing else. */
export const heldFormSchema = z.strictObject({
  version: z.literal(VERSION),
  /** The life of the window that wrote it: an age check stands only within one (R2). */
  windowId: text,
  ids: z.strictObject({
    visit: aggregateIdSchema,
    customer: aggregateIdSchema,
    ageCheck: operationIdSchema,
    sale: operationIdSchema,
    registration: operationIdSchema,
  }),
  startedAtMs: z.number(),
  answers: z.strictObject({
    method: ageCheckMethodSchema,
    document: z.union([documentKindSchema, z.literal('none')]).nullable(),
    documentState: z.enum(['valid', 'expired', 'not-readable']).nullable(),
    photo: z.enum(['matches', 'differs']).nullable(),
    concern: z.enum(['buying-for-minor', 'doubt']).nullable(),
    isTodayConfirmed: z.boolean(),
  }),
  birthText: text,
  check: z
    .strictObject({
      id: operationIdSchema,
      outcome: z.literal('allowed'),
      visitId: text,
      operatorId: text,
      birthDate: calendarDate.nullable(),
      checkedAt: z.strictObject({ monotonicMs: z.number(), wallMs: z.number() }),
      documentKind: text.nullable(),
      ruleVersion: text,
    })
    .nullable(),
  productClasses: salePayloadSchema.shape.productClasses,
  notice: z.strictObject({ version: text, language: text }).nullable(),
  isNoticeOpen: z.boolean(),
  person: z.strictObject({
    givenName: text,
    familyName: text,
    email: text,
    mobile: text,
    born: text,
    country: text,
    language: text,
    claim: z.enum(['new', 'existing']).nullable(),
  }),
  visited: z.array(
    z.enum(['givenName', 'familyName', 'email', 'mobile', 'born', 'country', 'language', 'claim']),
  ),
  consents: z.array(z.tuple([consentPurposeSchema, consentAnswerSchema])),
  isDeclared: z.boolean(),
  devices: z
    .array(
      z.strictObject({
        deviceId,
        kind: deviceKindSchema,
        // A form that was put away before models were read has none.
        model: z.string().nullable().default(null),
        origin: deviceOriginSchema,
        isFirstOwnerAway: z.literal(true).optional(),
      }),
    )
    .max(20),
  deviceText: text,
  purchaseText: text,
  /** The refusal that the next check of this visit corrects (R4). */
  again: z
    .strictObject({ of: operationIdSchema, why: ageCheckCorrectionReasonSchema, id: operationIdSchema })
    .nullable(),
})
export type HeldForm = z.infer<typeof heldFormSchema>

/** Writes it as one line of JSON. */
export function writeHeldForm(form: Omit<z.input<typeof heldFormSchema>, 'version'>): string {
  return JSON.stringify({ version: VERSION, ...form } satisfies z.input<typeof heldFormSchema>)
}

/** Null for a text that is no held form of this version. */
export function readHeldForm(written: string): HeldForm | null {
  try {
    const parsed = heldFormSchema.safeParse(JSON.parse(written))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
