import * as z from 'zod'
import { sealedEnvelopeSchema } from '../contracts/envelope.ts'
import { operationIdSchema } from '../contracts/identifiers.ts'
import { MAX_BATCH_OPERATIONS } from '../contracts/messages/operations.ts'
import { MAX_ASKED } from '../contracts/sealed-export.ts'
import { instantSchema } from '../contracts/values.ts'
import { method } from './method.ts'

const countSchema = z.number().int().nonnegative()
const nothing = z.strictObject({})
const KIB = 1024

/** So many records of the window's store main keeps for an export: more than a till saves in weeks. */
export const MAX_HANDED_OVER = 10_000

/** How an export ended. Only main knows folders; the window never names one. */
export const exportResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('made'),
    folder: z.string(),
    files: z.array(z.string()).min(1),
    records: countSchema,
    /** Records that cannot be read any more and are in no file. */
    unreadable: countSchema,
  }),
  z.strictObject({ kind: z.literal('nothing'), unreadable: countSchema }),
  /** Nobody chose a folder, or whoever asked is not at work any more. */
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('failed'), reason: z.enum(['no-space', 'disk-failed']) }),
])
export type ExportResult = z.infer<typeof exportResultSchema>

/** The last resort for records that cannot be sent. */
export const exportMethods = {
  /** What an export would hold now. */
  'export.read': method({
    request: nothing,
    response: z.strictObject({
      /** That head office may not have. */
      records: countSchema,
      oldestAt: instantSchema.nullable(),
      /** That it took, and would be handed in again; null while it still takes what this till sends. */
      settled: countSchema.nullable(),
    }),
  }),
  /** Which of these records the journal cannot give back. */
  'export.lacks': method({
    request: z.strictObject({ operationIds: z.array(operationIdSchema).max(MAX_ASKED) }),
    response: z.strictObject({ operationIds: z.array(operationIdSchema) }),
    operators: ['manager'],
  }),
  /** Records of the window's store that the journal lacks, for the next export; whether main keeps all of them until then. */
  'export.hand-over': method({
    request: z.strictObject({ envelopes: z.array(sealedEnvelopeSchema).max(MAX_BATCH_OPERATIONS) }),
    response: z.strictObject({ isKept: z.boolean() }),
    operators: ['manager'],
    maxBytes: 400 * KIB,
  }),
  /** Asks the person for a folder and writes there, sealed, what is to be handed in. */
  'export.make': method({ request: nothing, response: exportResultSchema, operators: ['manager'] }),
} as const
