import * as z from 'zod'
import { operationIdSchema } from '../contracts/identifiers.ts'
import { deliveryWaySchema } from '../contracts/operations/delivery.ts'
import { deviceFaultSchema } from '../contracts/operations/device-fault.ts'
import {
  consentAnswerSchema,
  deviceIdSchema,
  deviceOriginSchema,
  registrationPayloadSchema,
} from '../contracts/operations/registration.ts'
import { salePayloadSchema } from '../contracts/operations/sale.ts'
import { languageSchema, lineSchema } from '../contracts/values.ts'
import { PAPERS, PRINT_AFTER_SAVING, PRINT_FAILURES, PRINTER_STANDINGS } from '../domain/paper.ts'
import { deviceKindSchema } from '../markets/device-catalogue.ts'
import { consentPurposeSchema } from '../markets/market.ts'
import { method } from './method.ts'

const nothing = z.strictObject({})
const KIB = 1024

/** Which printer of the machine; null is the one that the machine prefers. */
const printerNameSchema = z.string().min(1).max(200).nullable()

/** How this till prints. */
export const printingSchema = z.strictObject({
  printer: printerNameSchema,
  paper: z.enum(PAPERS),
  afterSaving: z.enum(PRINT_AFTER_SAVING),
})
export type Printing = z.infer<typeof printingSchema>

export const START_PRINTING: Printing = { printer: null, paper: 'receipt-80mm', afterSaving: 'ask' }

export const printerSchema = z.strictObject({
  name: z.string().min(1).max(200),
  label: z.string().max(200),
  isDefault: z.boolean(),
})
export type PrinterInfo = z.infer<typeof printerSchema>

const printResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['printed', 'handed-over']) }),
  z.strictObject({ kind: z.literal('failed'), failure: z.enum(PRINT_FAILURES) }),
])

/**
 * What the window still knows of a record that it saved. There is no room for a date of birth, an e-mail address or a
 * phone number; number, hash, time, operator, store and state are not asked of the window: main reads them from the journal.
 */
export const confirmationRequestSchema = z.strictObject({
  operationId: operationIdSchema,
  /** The customer's. */
  language: languageSchema,
  content: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('registration'),
      claim: registrationPayloadSchema.shape.claim,
      givenName: lineSchema(100),
      familyInitial: lineSchema(8).nullable(),
      devices: z
        .array(
          z.strictObject({
            deviceId: deviceIdSchema,
            kind: deviceKindSchema,
            origin: deviceOriginSchema,
            isFirstOwnerAway: z.literal(true).optional(),
          }),
        )
        .min(1)
        .max(20),
      consents: z
        .array(z.strictObject({ purpose: consentPurposeSchema, answer: consentAnswerSchema }))
        .max(20),
    }),
    z.strictObject({ kind: z.literal('sale'), productClasses: salePayloadSchema.shape.productClasses }),
    /** Of a device that somebody had before who cannot be reached (R12). */
    z.strictObject({
      kind: z.literal('device-added'),
      device: z.strictObject({ deviceId: deviceIdSchema, kind: deviceKindSchema }),
    }),
    z.strictObject({
      kind: z.literal('replacement'),
      oldDevice: deviceIdSchema,
      newDevice: z.strictObject({ deviceId: deviceIdSchema, kind: deviceKindSchema }),
      isTakenBack: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal('guarantee-case'),
      deviceId: deviceIdSchema,
      fault: deviceFaultSchema,
      way: deliveryWaySchema,
      collectionPoint: lineSchema(120).nullable(),
      /** Of somebody without a registration, by their proof of purchase. */
      isByProof: z.boolean(),
    }),
  ]),
})
export type ConfirmationRequest = z.infer<typeof confirmationRequestSchema>

/** A page that a screen wants on paper, as text; main adds where and when. */
export const pageRequestSchema = z.strictObject({
  language: languageSchema,
  title: lineSchema(80),
  sections: z
    .array(
      z.strictObject({
        title: lineSchema(120).nullable(),
        lines: z
          .array(
            z.discriminatedUnion('kind', [
              z.strictObject({ kind: z.enum(['text', 'note', 'strong']), text: lineSchema(600) }),
              z.strictObject({ kind: z.literal('fact'), name: lineSchema(120), value: lineSchema(300) }),
            ]),
          )
          .max(60),
      }),
    )
    .max(20),
})
export type PageRequest = z.infer<typeof pageRequestSchema>

/** Paper. One document at a time; each answer says what became of it. */
export const printMethods = {
  'print.printers': method({
    request: nothing,
    response: z.strictObject({ printers: z.array(printerSchema).max(200) }),
    maxPerSecond: 10,
  }),
  /** How this till's printer stands now. */
  'print.standing': method({
    request: nothing,
    response: z.strictObject({ standing: z.enum(PRINTER_STANDINGS) }),
    maxPerSecond: 2,
  }),
  'print.confirmation': method({
    request: confirmationRequestSchema,
    response: printResultSchema,
    maxBytes: 16 * KIB,
    maxPerSecond: 10,
  }),
  /** The end of the day, or another screen that belongs in a folder. */
  'print.page': method({
    request: pageRequestSchema,
    response: printResultSchema,
    maxBytes: 32 * KIB,
    maxPerSecond: 10,
  }),
  'print.test-page': method({ request: nothing, response: printResultSchema, maxPerSecond: 10 }),
} as const
