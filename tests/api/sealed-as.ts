import { createHash } from 'node:crypto'
import { CompactEncrypt, importJWK } from 'jose'
import type { JWK } from 'jose'
import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { mintId } from './fake-till.ts'

/** A record sealed to a key, the first of its chain; nobody has signed it. */
export async function sealedAs(given: {
  operation: TypedPayload
  terminalId: string
  keyId: string
  publicKey: JWK
}): Promise<SealedEnvelope> {
  const { operation, terminalId, keyId } = given
  const identity = { id: mintId(), terminalId, type: operation.type, schemaVersion: 1 }
  const text = JSON.stringify({ ...identity, payload: operation.payload })
  const sealedPayload = await new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: keyId })
    .encrypt(await importJWK(given.publicKey, 'ECDH-ES'))
  return sealedEnvelopeSchema.parse({
    ...identity,
    realm: 'practice',
    epoch: 1,
    sequence: 1,
    previousHash: GENESIS_HASH,
    aggregateId: mintId(),
    dependsOn: [],
    operatorId: 'a1',
    occurredAt: '2026-11-22T10:00:00.000Z',
    storeTimeZone: 'Europe/Lisbon',
    clock: { bootId: mintId(), monotonicMs: 1, serverOffsetMs: 0, offsetAgeMs: 0 },
    keyId,
    payloadCommitment: createHash('sha256').update(sealedPayload).digest('base64url'),
    hash: GENESIS_HASH,
    signature: 'A'.repeat(86),
    sealedPayload,
  })
}
