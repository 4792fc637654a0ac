import { compactDecrypt, decodeProtectedHeader } from 'jose'
import type { CryptoKey } from 'jose'
import { sealedContentSchema } from '#shared/contracts/envelope.ts'
import type { EnvelopeHeader, SealedContent } from '#shared/contracts/envelope.ts'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import { currentVersionOf, upcast } from '#shared/contracts/operations/upcast.ts'
import type { Unsealing } from '../keys/sealing-keys.ts'
import type { SealedOperation } from './arrival.ts'

/**
 * Opens a record's seal and reads what is in it. Ciphertexts that were swapped do not open: identity is repeated inside. Its
 * key may come back from escrow [KE6], or never have been this server's [KE11].
 */
export async function openSeal(
  envelope: EnvelopeHeader & { readonly sealedPayload: string },
  unsealing: Unsealing,
): Promise<SealedOperation> {
  const key = await unsealing(envelope.keyId)
  if (key === 'missing') return { kind: 'unreadable', reason: 'key-missing' }
  if (key === 'never-issued') return { kind: 'unreadable', reason: 'key-unknown' }
  const content = await decrypt(envelope, key)
  if (content === null || !isSameIdentity(content, envelope))
    return { kind: 'unreadable', reason: 'seal-broken' }
  return readOperation(content)
}

/** What is under a seal, of whatever version it is [IN21]. */
export function readOperation(
  content: Pick<SealedContent, 'type' | 'schemaVersion' | 'payload'>,
): SealedOperation {
  const version = currentVersionOf(content.type)
  const payload = version === null ? null : upcast(content, version)
  if (payload?.ok !== true) return { kind: 'unreadable', reason: 'unknown-type' }
  const operation = typedPayloadSchema.safeParse({ type: content.type, payload: payload.value })
  return operation.success
    ? { kind: 'opened', operation: operation.data }
    : { kind: 'unreadable', reason: 'payload-invalid' }
}

async function decrypt(
  envelope: EnvelopeHeader & { readonly sealedPayload: string },
  key: CryptoKey,
): Promise<SealedContent | null> {
  try {
    if (decodeProtectedHeader(envelope.sealedPayload).kid !== envelope.keyId) return null
    const { plaintext } = await compactDecrypt(envelope.sealedPayload, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return sealedContentSchema.parse(JSON.parse(Buffer.from(plaintext).toString('utf8')))
  } catch {
    return null
  }
}

function isSameIdentity(content: SealedContent, header: EnvelopeHeader): boolean {
  return (
    content.id === header.id &&
    content.terminalId === header.terminalId &&
    content.type === header.type &&
    content.schemaVersion === header.schemaVersion
  )
}
