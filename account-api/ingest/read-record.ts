import { createPublicKey, hash, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import * as z from 'zod'
import { envelopeHashInput, sealedEnvelopeSchema, signatureInput } from '#shared/contracts/envelope.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import type { QuarantineReason, ReadRecord } from './arrival.ts'
import type { Unsealing } from '../keys/sealing-keys.ts'
import { openSeal } from './open-seal.ts'

/** What a record is checked against. */
export interface ExpectedOrigin {
  readonly terminalId: TerminalId
  /** The terminal's key of each of its epochs. */
  readonly epochKeys: ReadonlyMap<number, KeyObject>
}

const identifiedSchema = z.looseObject({ id: operationIdSchema })
const placedSchema = z.looseObject({
  epoch: z.number().int().positive(),
  sequence: z.number().int().positive(),
})
/** The highest number that a chain's place may have: the database counts in 32 bits. */
export const MAX_PLACE = 2 ** 31 - 1

/** Reads one record of a batch; null when it does not even say which operation it is. */
export async function readRecord(
  raw: unknown,
  given: { origin: ExpectedOrigin; unsealing: Unsealing },
): Promise<ReadRecord | null> {
  const identified = identifiedSchema.safeParse(raw)
  if (!identified.success) return null
  const envelope = sealedEnvelopeSchema.safeParse(raw)
  const reason = envelope.success ? whyRefused(envelope.data, given.origin) : malformedReason(envelope.error)
  if (envelope.success && reason === null) {
    return {
      kind: 'chained',
      envelope: envelope.data,
      content: await openSeal(envelope.data, given.unsealing),
    }
  }
  const placed = placedSchema.safeParse(raw)
  const isPlaced = placed.success && Math.max(placed.data.epoch, placed.data.sequence) <= MAX_PLACE
  return {
    kind: 'refused',
    operationId: identified.data.id,
    reason: reason ?? 'payload-invalid',
    content: JSON.stringify(raw),
    epoch: isPlaced ? placed.data.epoch : null,
    sequence: isPlaced ? placed.data.sequence : null,
  }
}

function malformedReason(error: z.ZodError): QuarantineReason {
  const isTooLarge = error.issues.some(
    (issue) => issue.path[0] === 'sealedPayload' && issue.code === 'too_big',
  )
  return isTooLarge ? 'too-large' : 'payload-invalid'
}

function whyRefused(envelope: SealedEnvelope, origin: ExpectedOrigin): QuarantineReason | null {
  // The only text of a header that may be any text: the database holds neither NUL nor half a character.
  if (/[\0\p{Cs}]/u.test(envelope.keyId)) return 'payload-invalid'
  if (envelope.terminalId !== origin.terminalId) return 'wrong-terminal'
  if (envelope.sequence > MAX_PLACE || !isHashRight(envelope)) return 'hash-invalid'
  const key = origin.epochKeys.get(envelope.epoch)
  if (key === undefined || !isSignatureRight(envelope, key)) return 'signature-invalid'
  return isCommitmentRight(envelope) ? null : 'seal-broken'
}

/** Whether an envelope's hash is that of its header. */
export function isHashRight(envelope: Omit<SealedEnvelope, 'sealedPayload'>): boolean {
  return sha256(envelopeHashInput(envelope)) === envelope.hash
}

/** Whether the terminal signed the envelope's hash (ES256, RFC 7518, 3.4). */
export function isSignatureRight(envelope: { hash: string; signature: string }, key: KeyObject): boolean {
  const signature = Buffer.from(envelope.signature, 'base64url')
  const data = Buffer.from(signatureInput(envelope.hash))
  return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** Whether the sealed bytes are the ones that the header was hashed with. */
export function isCommitmentRight(envelope: { payloadCommitment: string; sealedPayload: string }): boolean {
  return sha256(envelope.sealedPayload) === envelope.payloadCommitment
}

function sha256(text: string): string {
  return hash('sha256', text, 'base64url')
}

/** A terminal's key as signatures are checked with it. Making it costs as much as half a check: once is enough for many. */
export function keyObjectOf(key: PublicKey): KeyObject {
  return createPublicKey({ key: { ...key }, format: 'jwk' })
}
