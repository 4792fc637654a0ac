import { type Envelope, type SealedEnvelope, envelopeSchema } from '#shared/contracts/envelope.ts'
import type { Frame, SavedFrame, SettledFrame } from '#shared/contracts/frame.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'

const HASH = 'A'.repeat(43)
export const SAVED_AT = '2026-03-01T10:00:00.000Z'

function uuid(group: string, n: number): string {
  return `${group.padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

export function operationId(n: number): OperationId {
  return uuid('a', n) as OperationId
}

export function aggregateId(n: number): AggregateId {
  return uuid('b', n) as AggregateId
}

export interface EnvelopeSpec {
  readonly n: number
  readonly aggregate?: number
  readonly dependsOn?: readonly number[]
  readonly type?: string
  readonly payloadBytes?: number
}

/** A well-formed envelope; nothing in it is signed or sealed. */
export function envelope(spec: EnvelopeSpec): SealedEnvelope {
  const sealedPayload = `${'x'.repeat(spec.payloadBytes ?? 8)}....y`
  return envelopeSchema.parse({
    id: operationId(spec.n),
    realm: 'practice',
    terminalId: uuid('c', 1),
    epoch: 1,
    sequence: spec.n,
    previousHash: HASH,
    type: spec.type ?? 'sale',
    schemaVersion: 1,
    aggregateId: aggregateId(spec.aggregate ?? 1000 + spec.n),
    dependsOn: (spec.dependsOn ?? []).map(operationId),
    operatorId: 'ana',
    occurredAt: SAVED_AT,
    storeTimeZone: 'Europe/Lisbon',
    clock: { bootId: uuid('d', 1), monotonicMs: 1, serverOffsetMs: null, offsetAgeMs: null },
    keyId: 'key-1',
    payloadCommitment: HASH,
    hash: HASH,
    signature: 'B'.repeat(86),
    sealedPayload,
  } satisfies Record<keyof Envelope, unknown>) as SealedEnvelope
}

export function saved(number: number, spec: Omit<EnvelopeSpec, 'n'> & { n?: number } = {}): SavedFrame {
  return { number, kind: 'saved', envelope: envelope({ n: number, ...spec }), slip: null, savedAt: SAVED_AT }
}

export function settled(number: number, n: number, outcome: Outcome = { kind: 'accepted' }): SettledFrame {
  return {
    number,
    kind: 'settled',
    operationId: operationId(n),
    outcome,
    settledAt: '2026-03-01T23:30:00.000Z',
  }
}

export function removed(number: number, ids: readonly number[]): Frame {
  return { number, kind: 'removed', operationIds: ids.map(operationId) }
}

export function refill(number: number, ids: readonly number[]): Frame {
  return { number, kind: 'refill', operationIds: ids.map(operationId) }
}

export function checkpoint(number: number): Frame {
  return { number, kind: 'checkpoint', epoch: 1, sequence: number, hash: HASH }
}

export const A_CASE: Outcome = {
  kind: 'case',
  caseId: uuid('e', 1) as never,
  version: 1,
  caseKind: 'email-taken',
  choices: ['same-person', 'customer-not-here'],
}
