import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { assert } from '#shared/kernel/assert.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import { runTransaction } from '../../database/run-transaction.ts'
import type { Database, DatabaseTransaction } from '../../database/tables.ts'
import type { ReadRecord } from '../arrival.ts'
import type { Batch, LedgerStore, Taken } from '../ledger-store.ts'
import type { Safe } from '../../safe/safe.ts'
import type { SettlementRules } from '../settlement.ts'
import { advanceHead, readHeads } from './chain-head.ts'
import { readHeld } from './held-places.ts'
import { keepRefused } from './keep-refused.ts'
import { isForked, recordForks } from './record-forks.ts'
import { reuseCase } from './reuse-case.ts'
import { settleInSql } from './settle-in-sql.ts'
import { storeArrivals } from './store-arrivals.ts'
import { waitingAgain } from './waiting-again.ts'

/** What the SQL ledger needs besides its database. Rules are asked for once a try, because they read the terminal's market. */
export interface SqlLedgerParts {
  readonly database: Database
  readonly safe: Safe
  rulesFor(transaction: DatabaseTransaction, terminalId: string): Promise<SettlementRules>
  newId(): string
}

/** The ledger on PostgreSQL, one transaction a batch (queue-and-sync.md, The server). */
export function sqlLedgerStore(parts: SqlLedgerParts): LedgerStore {
  return {
    take: async (batch) => runTransaction(parts.database, (transaction) => take(parts, transaction, batch)),
  }
}

async function take(
  parts: SqlLedgerParts,
  transaction: DatabaseTransaction,
  batch: Batch,
): ReturnType<LedgerStore['take']> {
  const { safe } = parts
  const { terminalId, receivedAt, claimedHead } = batch
  const terminal = await transaction
    .selectFrom('terminals')
    .select('status')
    .where('terminalId', '=', terminalId)
    .forUpdate()
    .executeTakeFirst()
  if (terminal?.status !== 'active') return fail('terminal-revoked')
  if (!(await noteContact(transaction, batch))) return fail('unknown-epoch')
  await keepRefused(transaction, { batch, safe })
  const stored = await storeArrivals(transaction, { batch, safe })
  await recordForks(parts, transaction, { terminalId, receivedAt, arrivals: stored.arrivals })
  const sentAgain = [...stored.outcomes].filter(([, outcome]) => outcome.kind === 'waiting').map(([id]) => id)
  const again = await waitingAgain(transaction, { safe, arrivals: stored.arrivals, sentAgain })
  const rules = await parts.rulesFor(transaction, terminalId)
  const arrivals = [...stored.arrivals, ...again]
  const newId = () => parts.newId()
  const settled = await settleInSql(transaction, { arrivals, rules, receivedAt, safe, newId })
  const outcomes = new Map<OperationId, Outcome>([...stored.outcomes, ...settled])
  const results: Taken['results'][number][] = []
  for (const record of batch.records) {
    const outcome = await outcomeOf(transaction, { record, batch, safe, outcomes, hashes: stored.hashes })
    results.push({ operationId: idOf(record), outcome })
  }
  const epochs = new Set([claimedHead.epoch, ...stored.arrivals.map((arrival) => arrival.header.epoch)])
  for (const epoch of epochs) await advanceHead(transaction, { terminalId, epoch })
  const head = await advanceHead(transaction, { terminalId, epoch: claimedHead.epoch })
  const place = { terminalId, epoch: claimedHead.epoch }
  const heads = await readHeads(transaction, terminalId)
  const held = await readHeld(transaction, { terminalId, heads })
  return ok({
    results,
    head,
    gaps: held.find(({ epoch }) => epoch === claimedHead.epoch)?.gaps ?? [],
    isForked: await isForked(transaction, place),
    heads,
    held,
  })
}

async function outcomeOf(
  transaction: DatabaseTransaction,
  given: {
    record: ReadRecord
    batch: Batch
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

/** Remembers when the terminal was last heard of and how far it says that it wrote; false when it never had that epoch. */
async function noteContact(transaction: DatabaseTransaction, batch: Batch): Promise<boolean> {
  const { terminalId, claimedHead, receivedAt } = batch
  await transaction
    .updateTable('terminals')
    .set({ lastSeenAt: receivedAt })
    .where('terminalId', '=', terminalId)
    .execute()
  const epochs = await transaction
    .selectFrom('terminalEpochs')
    .select(['epoch', 'claimedSequence'])
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', claimedHead.epoch)
    .execute()
  const known = epochs[0]
  if (known === undefined) return false
  if (claimedHead.sequence < known.claimedSequence) return true
  await transaction
    .updateTable('terminalEpochs')
    .set({ claimedSequence: claimedHead.sequence, claimedHash: claimedHead.hash })
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', claimedHead.epoch)
    .execute()
  return true
}
