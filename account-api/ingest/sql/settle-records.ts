import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { ReadRecord } from '../arrival.ts'
import type { Imported, RecordBatch } from '../ledger-store.ts'
import type { Log } from '../../log.ts'
import type { Safe } from '../../safe/safe.ts'
import type { SettlementRules } from '../settlement.ts'
import { advanceHead } from './chain-head.ts'
import { keepRefused } from './keep-refused.ts'
import { recordForks } from './record-forks.ts'
import { reuseCase } from './reuse-case.ts'
import { settleInSql } from './settle-in-sql.ts'
import { storeArrivals } from './store-arrivals.ts'
import { waitingAgain } from './waiting-again.ts'

/** Stores and settles the records of a terminal whose row the transaction holds, and moves its chains' ends. */
export async function settleRecords(
  parts: {
    readonly safe: Safe
    readonly log: Pick<Log, 'error'>
    rulesFor(transaction: DatabaseTransaction, terminalId: string): Promise<SettlementRules>
    newId(): string
  },
  transaction: DatabaseTransaction,
  batch: RecordBatch,
): Promise<Imported> {
  const { safe, log } = parts
  const { terminalId, receivedAt } = batch
  await keepRefused(transaction, { batch, safe })
  const stored = await storeArrivals(transaction, { batch, safe })
  const sentAgain = [...stored.outcomes].filter(([, outcome]) => outcome.kind === 'waiting').map(([id]) => id)
  const again = await waitingAgain(transaction, { safe, arrivals: stored.arrivals, sentAgain })
  const rules = await parts.rulesFor(transaction, terminalId)
  const arrivals = [...stored.arrivals, ...again]
  const newId = () => parts.newId()
  const settled = await settleInSql(transaction, { arrivals, rules, receivedAt, safe, log, newId })
  const outcomes = new Map<OperationId, Outcome>([...stored.outcomes, ...settled])
  const results: Imported['results'][number][] = []
  for (const record of batch.records) {
    const outcome = await outcomeOf(transaction, { record, batch, safe, outcomes, hashes: stored.hashes })
    results.push({ operationId: idOf(record), outcome })
  }
  // A record that was there before is where it was; what came under its id has a place of its own.
  const isNew = new Set(stored.arrivals.map(({ hash }) => hash))
  const placed = batch.records.flatMap((record) => {
    if (record.kind === 'refused') return []
    const { id, hash, epoch, sequence } = record.envelope
    return isNew.has(hash) || stored.hashes.get(id) !== hash ? [{ epoch, sequence }] : []
  })
  await recordForks(parts, transaction, { terminalId, receivedAt, places: placed })
  const epochs = new Set(placed.map(({ epoch }) => epoch))
  for (const epoch of epochs) await advanceHead(transaction, { terminalId, epoch })
  // What lies aside counts no more now than before.
  const counted = [...stored.outcomes.values()].filter(({ kind }) => kind !== 'quarantined')
  return { results, known: counted.length }
}

async function outcomeOf(
  transaction: DatabaseTransaction,
  given: {
    record: ReadRecord
    batch: RecordBatch
    safe: Safe
    outcomes: ReadonlyMap<OperationId, Outcome>
    hashes: ReadonlyMap<OperationId, string>
  },
): Promise<Outcome> {
  const { record, batch, safe } = given
  if (record.kind === 'refused') return { kind: 'quarantined', reason: record.reason }
  const { id, hash } = record.envelope
  if (given.hashes.get(id) !== hash) {
    return reuseCase(transaction, { envelope: record.envelope, batch, safe })
  }
  const outcome = given.outcomes.get(id)
  assert(outcome !== undefined, 'a stored operation has an outcome')
  return outcome
}

function idOf(record: ReadRecord): OperationId {
  return record.kind === 'refused' ? record.operationId : record.envelope.id
}
