import type { OperationId } from '#shared/contracts/identifiers.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Cipher } from '../../safe/cipher.ts'
import { keepRecord } from '../../safe/kept-record.ts'
import { cipherFor, customersIn } from '../../safe/safe.ts'
import type { Safe } from '../../safe/safe.ts'
import type { Arrival, ReadRecord, SealedOperation } from '../arrival.ts'
import { headerOf } from '../header-of.ts'
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
  given: { batch: RecordBatch; safe: Safe },
): Promise<StoredArrivals> {
  const { batch, safe } = given
  const records = firstOfEachId(batch.records)
  if (records.length === 0) return { arrivals: [], hashes: new Map(), outcomes: new Map() }
  const customerIds = customersIn(records.map(({ envelope }) => envelope))
  const ciphers = await safe.customers.make(transaction, { customerIds, at: batch.receivedAt })
  const kept = records.map((record) => ({ record, cipher: cipherFor(safe, record.envelope, ciphers) }))
  const inserted = await transaction
    .insertInto('inbox')
    .values(kept.map((one) => rowOf(one, batch.receivedAt)))
    .onConflict((conflict) => conflict.doNothing())
    .returning('operationId')
    .execute()
  const isNew = new Set(inserted.map((row) => row.operationId))
  const arrivals = kept
    .filter(({ record }) => isNew.has(record.envelope.id))
    .map((one) => arrivalOf(one, batch))
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

const ERASED: SealedOperation = { kind: 'unreadable', reason: 'erased' }

type Chained = Extract<ReadRecord, { kind: 'chained' }>

function firstOfEachId(records: readonly ReadRecord[]): readonly Chained[] {
  const first = new Map<OperationId, Chained>()
  for (const record of records) {
    if (record.kind === 'chained' && !first.has(record.envelope.id)) first.set(record.envelope.id, record)
  }
  return [...first.values()]
}

/** A record with the cipher of its customer; null where the customer's key was destroyed. */
interface ToKeep {
  readonly record: Chained
  readonly cipher: Cipher | null
}

function rowOf({ record, cipher }: ToKeep, receivedAt: string) {
  const { envelope, content } = record
  return {
    operationId: envelope.id,
    terminalId: envelope.terminalId,
    epoch: envelope.epoch,
    sequence: envelope.sequence,
    hash: envelope.hash,
    previousHash: envelope.previousHash,
    signature: envelope.signature,
    header: JSON.stringify(headerOf(envelope)),
    ...keepRecord({ ...envelope, content }, cipher),
    receivedAt,
  }
}

function arrivalOf({ record, cipher }: ToKeep, batch: RecordBatch): Arrival {
  const { envelope } = record
  const content = cipher === null ? ERASED : record.content
  return { header: headerOf(envelope), hash: envelope.hash, content, receivedAt: batch.receivedAt }
}
