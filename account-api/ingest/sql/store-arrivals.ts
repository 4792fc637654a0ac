import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Arrival, ReadRecord } from '../arrival.ts'
import type { RecordBatch } from '../ledger-store.ts'

/** What storing a batch found. */
export interface StoredArrivals {
  /** Records that are in the inbox since this transaction. */
  readonly arrivals: readonly Arrival[]
  /** The hash that the inbox holds for each id of the batch. */
  readonly hashes: ReadonlyMap<OperationId, string>
  /** What became of those that were there before. */
  readonly outcomes: ReadonlyMap<OperationId, Outcome>
}

/** Puts the proven records into the inbox. What is there already stays as it is: the first content of an id wins. */
export async function storeArrivals(
  transaction: DatabaseTransaction,
  batch: RecordBatch,
): Promise<StoredArrivals> {
  const records = firstOfEachId(batch.records)
  if (records.length === 0) return { arrivals: [], hashes: new Map(), outcomes: new Map() }
  const inserted = await transaction
    .insertInto('inbox')
    .values(records.map((record) => rowOf(record, batch.receivedAt)))
    .onConflict((conflict) => conflict.doNothing())
    .returning('operationId')
    .execute()
  const isNew = new Set(inserted.map((row) => row.operationId))
  const arrivals = records
    .filter((record) => isNew.has(record.envelope.id))
    .map((record) => arrivalOf(record, batch))
  const before = records.map((record) => record.envelope.id).filter((id) => !isNew.has(id))
  const held =
    before.length === 0
      ? []
      : await transaction
          .selectFrom('inbox')
          .select(['operationId', 'hash', 'outcome'])
          .where('operationId', 'in', before)
          .execute()
  const hashes = new Map<OperationId, string>(arrivals.map((arrival) => [arrival.header.id, arrival.hash]))
  const outcomes = new Map<OperationId, Outcome>()
  for (const row of held) {
    const id = operationIdSchema.parse(row.operationId)
    hashes.set(id, row.hash)
    outcomes.set(id, outcomeSchema.parse(row.outcome))
  }
  return { arrivals, hashes, outcomes }
}

type Chained = Extract<ReadRecord, { kind: 'chained' }>

function firstOfEachId(records: readonly ReadRecord[]): readonly Chained[] {
  const first = new Map<OperationId, Chained>()
  for (const record of records) {
    if (record.kind === 'chained' && !first.has(record.envelope.id)) first.set(record.envelope.id, record)
  }
  return [...first.values()]
}

function rowOf(record: Chained, receivedAt: string) {
  const { envelope } = record
  return {
    operationId: envelope.id,
    terminalId: envelope.terminalId,
    epoch: envelope.epoch,
    sequence: envelope.sequence,
    hash: envelope.hash,
    previousHash: envelope.previousHash,
    signature: envelope.signature,
    header: JSON.stringify(headerOf(record)),
    sealedPayload: envelope.sealedPayload,
    receivedAt,
  }
}

function arrivalOf(record: Chained, batch: RecordBatch): Arrival {
  const { envelope, content } = record
  return { header: headerOf(record), hash: envelope.hash, content, receivedAt: batch.receivedAt }
}

function headerOf(record: Chained): Arrival['header'] {
  const { hash: _hash, signature: _signature, sealedPayload: _sealed, ...header } = record.envelope
  return envelopeHeaderSchema.parse(header)
}
