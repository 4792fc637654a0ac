import { createHash } from 'node:crypto'

import { envelopeHash } from '#electron/journal/chain.ts'
import type { FrameBody, Journal } from '#electron/journal/journal.ts'
import { type Envelope, envelopeSchema } from '#shared/contracts/envelope.ts'
import { type OperationId, caseIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { ok } from '#shared/kernel/result.ts'

const TERMINAL = '01890000-0000-7000-8000-00000000aaaa'
export const SAVED_AT = '2026-11-22T10:00:00.000Z'

export function operationId(count: number): OperationId {
  return operationIdSchema.parse(`01890000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`)
}

/** A record that chains and commits as a real one; its seal and signature are of the right form only. */
export function envelopeAfter(journal: Pick<Journal, 'head'>, count: number, padding = 0): Envelope {
  const head = journal.head(1)
  const sealedPayload = `aa.bb.cc.${'d'.repeat(padding + 1)}.ee`
  const header = {
    id: operationId(count),
    realm: 'practice',
    terminalId: TERMINAL,
    epoch: 1,
    sequence: head.sequence + 1,
    previousHash: head.hash,
    type: 'sale',
    schemaVersion: 1,
    aggregateId: TERMINAL,
    dependsOn: [],
    operatorId: 'ana',
    occurredAt: SAVED_AT,
    storeTimeZone: 'Europe/Lisbon',
    clock: { bootId: TERMINAL, monotonicMs: count, serverOffsetMs: null, offsetAgeMs: null },
    keyId: 'k1',
    payloadCommitment: createHash('sha256').update(sealedPayload).digest('base64url'),
  }
  const unhashed = { ...header, hash: 'A'.repeat(43), signature: 'A'.repeat(86), sealedPayload }
  const envelope = envelopeSchema.parse(unhashed)
  return { ...envelope, hash: envelopeHash(envelope) }
}

export function savedBody(journal: Pick<Journal, 'head'>, count: number, padding = 0): FrameBody {
  return { kind: 'saved', envelope: envelopeAfter(journal, count, padding), slip: null, savedAt: SAVED_AT }
}

/** Saves one record. */
export function appendRecord(journal: Journal, count: number, padding = 0) {
  return journal.append(async () => ok([savedBody(journal, count, padding)]))
}

/** A case that a person at the store decides. */
export const A_CASE: Outcome = {
  kind: 'case',
  caseId: caseIdSchema.parse('01890000-0000-7000-8000-00000000ca5e'),
  version: 1,
  caseKind: 'email-taken',
  choices: ['same-person', 'customer-not-here'],
}

export function settledBody(count: number, outcome: Outcome = { kind: 'accepted' }): FrameBody {
  return {
    kind: 'settled',
    operationId: operationId(count),
    outcome,
    settledAt: SAVED_AT,
  }
}

/** Frames of a journal whose disk answers. */
export async function framesOf(journal: Journal, asked: { after: number; limit: number }) {
  const frames = await journal.readFrames(asked)
  if (!frames.ok) throw new Error(`the disk did not answer: ${frames.failure}`)
  return frames.value
}
