import { hash } from 'node:crypto'

import { type Envelope, type EnvelopeHeader, envelopeHashInput } from '#shared/contracts/envelope.ts'
import type { Head } from '#shared/contracts/messages/operations.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'

/** SHA-256 of a text's UTF-8 bytes, base64url. */
export function sha256(text: string): string {
  return hash('sha256', text, 'base64url')
}

/** The hash that chains an envelope to the ones before it. */
export function envelopeHash(header: EnvelopeHeader): string {
  return sha256(envelopeHashInput(header))
}

/** The head of an epoch that has no record yet. */
export function genesisHead(epoch: number): Head {
  return { epoch, sequence: 0, hash: GENESIS_HASH }
}

/** The head after this envelope. */
export function headAfter(envelope: Envelope): Head {
  return { epoch: envelope.epoch, sequence: envelope.sequence, hash: envelope.hash }
}

/** Whether an envelope is the next one after a head: the next sequence of its epoch, or the first of a later one. */
export function follows(head: Head | null, envelope: EnvelopeHeader): boolean {
  const before = head !== null && head.epoch === envelope.epoch ? head : genesisHead(envelope.epoch)
  const isForward = head === null || envelope.epoch >= head.epoch
  return isForward && envelope.sequence === before.sequence + 1 && envelope.previousHash === before.hash
}

/** Whether an envelope is what its hash says, and its sealed bytes, while there, what its commitment says. */
export function isIntact(envelope: Envelope): boolean {
  const isSealIntact =
    envelope.sealedPayload === null || sha256(envelope.sealedPayload) === envelope.payloadCommitment
  return isSealIntact && envelopeHash(envelope) === envelope.hash
}
