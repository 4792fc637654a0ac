import * as z from 'zod'
import { sealedEnvelopeSchema } from '../contracts/envelope.ts'
import { frameSchema } from '../contracts/frame.ts'
import { MAX_REFILLED } from '../contracts/held-places.ts'
import { aggregateIdSchema, operationIdSchema } from '../contracts/identifiers.ts'
import { MAX_BATCH_OPERATIONS, headSchema, heldSchema } from '../contracts/messages/operations.ts'
import { typedPayloadSchema } from '../contracts/operations/catalogue.ts'
import { deviceIdSchema } from '../contracts/operations/registration.ts'
import { caseChoiceSchema } from '../contracts/outcome.ts'
import { instantSchema } from '../contracts/values.ts'
import { method } from './method.ts'

const nothing = z.strictObject({})
const KIB = 1024

/** A store with more records that wait than this is left as it is; it waits for a quieter day. */
export const MAX_UNSETTLED = 1000

/** An operation as a flow hands it over. Main adds who, where, when and the seal; a flow can claim none of these. */
export const saveRequestSchema = z.strictObject({
  operationId: operationIdSchema,
  aggregateId: aggregateIdSchema,
  dependsOn: z.array(operationIdSchema).max(20),
  operation: typedPayloadSchema,
})
export type SaveRequest = z.infer<typeof saveRequestSchema>

export const notSavedReasonSchema = z.enum([
  'disk-full',
  'disk-failed',
  'not-enrolled',
  'stopped',
  'sealing-failed',
  'age-check-missing',
  'invalid',
])
export type NotSavedReason = z.infer<typeof notSavedReasonSchema>

/** `saved` and `already-saved` both mean: on disk, survives a power cut now. Only then may the screen say so. */
export const saveResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), frame: frameSchema }),
  z.strictObject({ kind: z.literal('already-saved'), frame: frameSchema }),
  z.strictObject({ kind: z.literal('not-saved'), reason: notSavedReasonSchema }),
  /** The disk failed in a way that tells nothing: it may be there. The same id asked for again tells. */
  z.strictObject({ kind: z.literal('unknown') }),
])
export type SaveResult = z.infer<typeof saveResultSchema>

/** Nothing is known: no network, time-out, 5xx, not JSON, wrong nonce. */
export const retrySchema = z.strictObject({
  kind: z.literal('retry'),
  cause: z.enum([
    'unreachable',
    'timeout',
    'server-error',
    'busy',
    'not-the-account-api',
    'certificate',
    'certificate-date',
    'disk-failed',
  ]),
  retryAfterMs: z.number().int().nonnegative().nullable(),
})
export const credentialSchema = z.strictObject({ kind: z.literal('credential') })
export const stopSchema = z.strictObject({
  kind: z.literal('stop'),
  cause: z.enum(['client-too-old', 'terminal-revoked', 'wrong-realm']),
})

/**
 * How a batch ended, by what happens next (queue-and-sync.md, Failures). `settled` lists the frames that main has
 * already journaled for the outcomes; `unanswered` ids stay unknown and are sent again.
 */
export const sendResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('settled'),
    frames: z.array(frameSchema).max(MAX_BATCH_OPERATIONS + 2),
    unanswered: z.array(operationIdSchema),
    serverHead: headSchema,
    spreadMs: z.number().int().nonnegative(),
    /** There where the window is to look what of its own store is not held, and to say so by `journal.refill`. */
    held: z.array(heldSchema).optional(),
  }),
  retrySchema,
  credentialSchema,
  stopSchema,
  z.strictObject({ kind: z.literal('split') }),
])
export type SendResult = z.infer<typeof sendResultSchema>

export const probeResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('online'), serverTime: instantSchema, serverOffsetMs: z.number().int() }),
  z.strictObject({
    kind: z.literal('offline'),
    cause: z.enum([
      'unreachable',
      'timeout',
      'server-error',
      'busy',
      'not-the-account-api',
      'certificate',
      'certificate-date',
    ]),
  }),
])
export type ProbeResult = z.infer<typeof probeResultSchema>

/** The masked view of a waiting record. Says enough to tell two records apart, and no more. */
export const slipSchema = z.strictObject({
  initials: z.string().max(12).nullable(),
  devices: z.array(z.string().max(12)).max(20),
  /** How an age check ended (R5 keeps just that); null for any other record. */
  ageOutcome: z.enum(['allowed', 'refused']).nullable(),
  /** What was decided in a case; absent for any other record. */
  decided: caseChoiceSchema.optional(),
})
export type Slip = z.infer<typeof slipSchema>

/** Saving, following the journal, sending. */
export const recordMethods = {
  'record.save': method({ request: saveRequestSchema, response: saveResultSchema, maxBytes: 64 * KIB }),
  'journal.read': method({
    request: z.strictObject({
      afterFrame: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(200),
    }),
    response: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('page'),
        frames: z.array(frameSchema),
        lastFrame: z.number().int().nonnegative(),
        /** Records whose bytes could not be read; kept aside on disk. */
        unreadable: z.number().int().nonnegative(),
      }),
      /** The disk does not answer, or does not take what may still go with a power cut [J4b]: to be asked again. */
      z.strictObject({ kind: z.literal('failed') }),
    ]),
    allowedWhenLocked: true,
  }),
  'sync.send': method({
    request: z.strictObject({ envelopes: z.array(sealedEnvelopeSchema).max(MAX_BATCH_OPERATIONS) }),
    response: sendResultSchema,
    allowedWhenLocked: true,
    maxBytes: 400 * KIB,
  }),
  'sync.probe': method({ request: nothing, response: probeResultSchema, allowedWhenLocked: true }),
  'sync.renew-credential': method({
    request: nothing,
    response: z.enum(['renewed', 'refused', 'unreachable', 'revoked']),
    allowedWhenLocked: true,
  }),
  /** Takes a record that the server can never take out of the queue, with its bytes kept; the frame says so for good. */
  'journal.quarantine': method({
    request: z.strictObject({ operationId: operationIdSchema, reason: z.literal('too-large') }),
    response: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('quarantined'), frame: frameSchema }),
      z.strictObject({ kind: z.literal('failed'), reason: z.enum(['disk-failed', 'unknown-operation']) }),
    ]),
    allowedWhenLocked: true,
  }),
  /**
   * These the window's store has settled and whole, and the account API does not hold them; the frame opens them again. Less than a
   * full list, perhaps an empty one, says that the store was compared.
   */
  'journal.refill': method({
    request: z.strictObject({ operationIds: z.array(operationIdSchema).max(MAX_REFILLED) }),
    response: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('refilled'), frames: z.array(frameSchema).max(1) }),
      z.strictObject({ kind: z.literal('failed') }),
    ]),
    allowedWhenLocked: true,
    maxBytes: 64 * KIB,
  }),
  /** The window's store was made anew, or cannot be kept: head office learns of it, once for each start. */
  'terminal.report': method({
    request: z.strictObject({ kind: z.enum(['store-rebuilt', 'store-damaged']) }),
    response: nothing,
    allowedWhenLocked: true,
    maxPerSecond: 2,
  }),
  /**
   * The window's store may be emptied: nothing lies aside in it, and these are all of its records that nothing final came back
   * for. Main empties it when it is due and its own journal knows each of them.
   */
  'store.renew': method({
    request: z.strictObject({ unsettled: z.array(operationIdSchema).max(MAX_UNSETTLED) }),
    response: z.strictObject({ isEmptied: z.boolean() }),
    allowedWhenLocked: true,
    maxPerSecond: 2,
    maxBytes: 64 * KIB,
  }),
  /** Slips that this operator may see: their own, or all for a manager. The rest is null. */
  'slip.read': method({
    request: z.strictObject({ operationIds: z.array(operationIdSchema).max(100) }),
    response: z.strictObject({ slips: z.array(slipSchema.nullable()) }),
  }),
  /** Whether a pending record of this till, other than `except`, takes a device that ends like this one [D21]. */
  'slip.names-device': method({
    request: z.strictObject({ deviceId: deviceIdSchema, except: operationIdSchema }),
    response: z.strictObject({ isNamed: z.boolean() }),
  }),
} as const
