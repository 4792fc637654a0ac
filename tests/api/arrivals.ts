import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import type { Arrival } from '#account-api/ingest/arrival.ts'
import { mintId } from './fake-till.ts'

/** The terminal that these records come from. */
export const TERMINAL = mintId()

/** A new identity of an operation. */
export function newOperationId(): OperationId {
  return operationIdSchema.parse(mintId())
}

/** A record that arrived, its seal open, with members of its header that a test may bend. */
export function arrivalOf(
  sequence: number,
  operation: TypedPayload,
  bend: Partial<Record<keyof EnvelopeHeader, unknown>> & { receivedAt?: string } = {},
): Arrival {
  const { receivedAt = '2026-11-22T10:00:01.000Z', ...members } = bend
  const header = envelopeHeaderSchema.parse({
    id: newOperationId(),
    realm: 'practice',
    terminalId: TERMINAL,
    epoch: 1,
    sequence,
    previousHash: GENESIS_HASH,
    type: operation.type,
    schemaVersion: 1,
    aggregateId: mintId(),
    dependsOn: [],
    operatorId: 'a1',
    occurredAt: '2026-11-22T10:00:00.000Z',
    storeTimeZone: 'Europe/Lisbon',
    clock: { bootId: mintId(), monotonicMs: 0, serverOffsetMs: null, offsetAgeMs: null },
    keyId: 'k',
    payloadCommitment: GENESIS_HASH,
    ...members,
  })
  const content = { kind: 'opened', operation } as const
  return { header, hash: `${sequence}`.padEnd(43, 'h'), content, receivedAt }
}
