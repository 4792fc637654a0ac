import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { EnvelopeHeader, SealedEnvelope } from '#shared/contracts/envelope.ts'

/** The part of an envelope that its hash covers. */
export function headerOf(envelope: SealedEnvelope): EnvelopeHeader {
  const { hash: _hash, signature: _signature, sealedPayload: _sealed, ...header } = envelope
  return envelopeHeaderSchema.parse(header)
}
