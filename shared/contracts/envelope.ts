import * as z from 'zod'
import { assert } from '../kernel/assert.ts'
import {
  aggregateIdSchema,
  bootIdSchema,
  operationIdSchema,
  operatorIdSchema,
  realmSchema,
  terminalIdSchema,
} from './identifiers.ts'
import { compactJweSchema, instantSchema, sha256Schema, timeZoneSchema } from './values.ts'

/** What the till knew of the time when the operation happened. Evidence only: nothing is ordered by it. */
export const envelopeClockSchema = z.strictObject({
  bootId: bootIdSchema,
  /** Milliseconds since this boot's own start. */
  monotonicMs: z.number().int().nonnegative(),
  /** Server time minus wall time in milliseconds at the last valid answer; null while none was ever had. */
  serverOffsetMs: z.number().int().nullable(),
  /** Milliseconds of monotonic time since that answer; null where the offset is, or after a restart. */
  offsetAgeMs: z.number().int().nonnegative().nullable(),
})
export type EnvelopeClock = z.infer<typeof envelopeClockSchema>

/** The part of an envelope that the hash covers. It outlives the sealed bytes, so the chain verifies without them. */
export const envelopeHeaderSchema = z.strictObject({
  id: operationIdSchema,
  realm: realmSchema,
  terminalId: terminalIdSchema,
  epoch: z.number().int().positive(),
  sequence: z.number().int().positive(),
  previousHash: sha256Schema,
  /** Open, not an enum: a till may hold types that an older or newer reader does not know. */
  type: z.string().regex(/^[a-z-]{1,40}$/),
  schemaVersion: z.number().int().positive(),
  aggregateId: aggregateIdSchema,
  dependsOn: z.array(operationIdSchema).max(20),
  /** Null for what the terminal says of itself. */
  operatorId: operatorIdSchema.nullable(),
  occurredAt: instantSchema,
  storeTimeZone: timeZoneSchema,
  clock: envelopeClockSchema,
  keyId: z.string().min(1).max(64),
  /** SHA-256 of the UTF-8 bytes of `sealedPayload`. */
  payloadCommitment: sha256Schema,
})
export type EnvelopeHeader = z.infer<typeof envelopeHeaderSchema>

/** One operation as it is kept and sent: header, proof, and what only the account API can open. */
export const envelopeSchema = envelopeHeaderSchema.extend({
  /** SHA-256 of `envelopeHashInput(header)`. */
  hash: sha256Schema,
  /** ES256 over `signatureInput(hash)` by the terminal's key, base64url of the 64 raw bytes (RFC 7518, 3.4). */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  /** Compact JWE, ECDH-ES direct with A256GCM. Null once the sealed bytes were removed. */
  sealedPayload: compactJweSchema.nullable(),
})
export type Envelope = z.infer<typeof envelopeSchema>

/** An envelope that still carries its sealed bytes, as it travels. */
export const sealedEnvelopeSchema = envelopeSchema.extend({ sealedPayload: compactJweSchema })
export type SealedEnvelope = z.infer<typeof sealedEnvelopeSchema>

/** What is inside the seal. It repeats the header's identity, so that two ciphertexts cannot be swapped (C19). */
export const sealedContentSchema = z.strictObject({
  id: operationIdSchema,
  terminalId: terminalIdSchema,
  type: z.string(),
  schemaVersion: z.number().int().positive(),
  payload: z.unknown(),
})
export type SealedContent = z.infer<typeof sealedContentSchema>

/**
 * The text whose SHA-256 is the envelope's hash. Takes a header or a whole envelope. It is the header's `canonicalJson`, for which
 * the members are written down here in their order instead of being sorted for each record. Throws on what no schema lets in: a
 * number that is not whole and safe.
 */
export function envelopeHashInput(source: EnvelopeHeader): string {
  const { id, realm, terminalId, epoch, sequence, previousHash, type, schemaVersion, aggregateId } = source
  const { dependsOn, operatorId, occurredAt, storeTimeZone, clock, keyId, payloadCommitment } = source
  const { bootId, monotonicMs, offsetAgeMs, serverOffsetMs } = clock
  const numbers = [epoch, sequence, schemaVersion, monotonicMs, offsetAgeMs ?? 0, serverOffsetMs ?? 0]
  assert(numbers.every(Number.isSafeInteger), 'what is signed holds whole, safe numbers only')
  return JSON.stringify({
    aggregateId,
    clock: { bootId, monotonicMs, offsetAgeMs, serverOffsetMs },
    dependsOn,
    epoch,
    id,
    keyId,
    occurredAt,
    operatorId,
    payloadCommitment,
    previousHash,
    realm,
    schemaVersion,
    sequence,
    storeTimeZone,
    terminalId,
    type,
  })
}

/** The text that the terminal signs. The prefix keeps an envelope's signature from serving as anything else. */
export function signatureInput(hash: string): string {
  return `counterside-envelope-v1\n${hash}`
}
