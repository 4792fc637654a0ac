import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import { OPERATION_CATALOGUE } from '#shared/contracts/operations/catalogue.ts'
import type { SealedOperation } from '../ingest/arrival.ts'
import { openSeal, readOperation } from '../ingest/open-seal.ts'
import type { Unsealing } from '../keys/sealing-keys.ts'
import type { Cipher } from './cipher.ts'
import { ledgerPlace } from './ledger-places.ts'

/** A record's sealed bytes and what was under the seal, as the inbox keeps them. */
export interface KeptBytes {
  readonly sealedPayload: string | null
  readonly payload: string | null
}

/** Nothing is kept. */
const ERASED_BYTES: KeptBytes = { sealedPayload: null, payload: null }

/** Encrypts a record for its customer; nothing is kept where the customer's key was destroyed. */
export function keepRecord(
  given: { id: string; sealedPayload: string; content: SealedOperation },
  cipher: Cipher | null,
): KeptBytes {
  if (cipher === null) return ERASED_BYTES
  const sealedPayload = cipher.encrypt(given.sealedPayload, ledgerPlace.sealed(given.id))
  return { sealedPayload, payload: keepContent(given, cipher) }
}

/** Encrypts what was under a seal; null where it cannot be read, or its customer's key was destroyed. */
export function keepContent(
  { id, content }: { id: string; content: SealedOperation },
  cipher: Cipher | null,
): string | null {
  if (cipher === null || content.kind === 'unreadable') return null
  return cipher.encrypt(textOf(content.operation), ledgerPlace.payload(id))
}

/**
 * Reads a kept record. What was read once is kept beside its sealed bytes, so that a sealing key may be destroyed; what could
 * not be read then is tried again, by the catalogue of this version.
 */
export async function readKept(
  header: EnvelopeHeader,
  kept: KeptBytes,
  given: { unsealing: Unsealing; cipher: Cipher | null },
): Promise<SealedOperation> {
  const { cipher, unsealing } = given
  if (cipher === null || kept.sealedPayload === null) return { kind: 'unreadable', reason: 'erased' }
  if (kept.payload !== null) {
    const text = cipher.decrypt(kept.payload, ledgerPlace.payload(header.id))
    return text === null
      ? { kind: 'unreadable', reason: 'seal-broken' }
      : readOperation(JSON.parse(text) as Parameters<typeof readOperation>[0])
  }
  const sealedPayload = cipher.decrypt(kept.sealedPayload, ledgerPlace.sealed(header.id)) ?? ''
  return openSeal({ ...header, sealedPayload }, unsealing)
}

function textOf(operation: Extract<SealedOperation, { kind: 'opened' }>['operation']): string {
  const { schemaVersion } = OPERATION_CATALOGUE[operation.type]
  return JSON.stringify({ type: operation.type, schemaVersion, payload: operation.payload })
}
