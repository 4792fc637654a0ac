import * as z from 'zod'
import { sealedEnvelopeSchema } from '../envelope.ts'
import { operationResultSchema } from '../outcome.ts'
import { instantSchema, sha256Schema } from '../values.ts'

export const MAX_BATCH_OPERATIONS = 100
export const MAX_BATCH_BYTES = 256 * 1024

/** 128 bits, base64url. An answer counts only when it echoes the nonce of its request. */
export const nonceSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

/** Where a chain ends: the last sequence and its hash; sequence 0 with the genesis hash before the first record. */
export const headSchema = z.strictObject({
  epoch: z.number().int().positive(),
  sequence: z.number().int().nonnegative(),
  hash: sha256Schema,
})
export type Head = z.infer<typeof headSchema>

/** Missing runs of sequences, both ends included, the first hundred. */
const gapsSchema = z.array(z.tuple([z.number().int().positive(), z.number().int().positive()])).max(100)

/** What the server holds of one epoch: every sequence up to `last` but the gaps. */
export const heldSchema = z.strictObject({
  epoch: z.number().int().positive(),
  /** 0 where it holds nothing. */
  last: z.number().int().nonnegative(),
  gaps: gapsSchema,
  /**
   * Sequence and hash of each record behind which its chain is not known to go on, the first 101: the end of the gapless, linked
   * chain, then, beyond it, what stands before a gap or before a record that does not follow it, and what is last. A till that wrote
   * one of them wrote everything since the one before: no other till, or earlier life of it, did. Where two records claim one place
   * only the first is told. Absent where either end is older than contract version 23, and so is `fork`.
   */
  ends: z
    .array(z.tuple([z.number().int().nonnegative(), sha256Schema]))
    .max(101)
    .optional(),
  /**
   * Where two records of the epoch claim one place: a hash over what is held at such places and beyond the end of the gapless chain, and
   * where one of its records came under an id that another has, of that one as well. As long as it and the rest of this is the same, the
   * same records are held.
   */
  fork: sha256Schema.nullable().optional(),
})
export type Held = z.infer<typeof heldSchema>

export const operationsRequestSchema = z.strictObject({
  nonce: nonceSchema,
  contractVersion: z.number().int().positive(),
  /** What the till has written, sent or not: head office sees a lost tail. */
  head: headSchema,
  /** Empty for a heartbeat. Parsed one by one by the server, so that one poison record does not stop the rest. */
  operations: z.array(sealedEnvelopeSchema).max(MAX_BATCH_OPERATIONS),
})
export type OperationsRequest = z.infer<typeof operationsRequestSchema>

export const operationsResponseSchema = z.strictObject({
  nonce: nonceSchema,
  serverTime: instantSchema,
  serverEpoch: z.string().min(1).max(64),
  /** The end of the gapless chain that the server holds for the request's epoch. */
  head: headSchema,
  /**
   * The server holds two different records at one place of the request's epoch: a till was cloned or put back. Both are
   * kept and settled; the till takes no new record until it is enrolled anew.
   */
  isForked: z.boolean(),
  /** For every epoch of the terminal: up to which sequence all is backed up away from the server; sealed bytes may go. */
  durable: z.array(
    z.strictObject({ epoch: z.number().int().positive(), sequence: z.number().int().nonnegative() }),
  ),
  /** Of the request's epoch. */
  gaps: gapsSchema,
  /**
   * For every epoch of the terminal: a till sees what a restored server has lost. Absent where either end is older than
   * contract version 2.
   */
  held: z.array(heldSchema).optional(),
  results: z.array(operationResultSchema).max(MAX_BATCH_OPERATIONS),
})
export type OperationsResponse = z.infer<typeof operationsResponseSchema>
