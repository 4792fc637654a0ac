import { fail, ok } from '#shared/kernel/result.ts'
import type { AuditEntry } from '../../audit.ts'
import { runTransaction } from '../../database/run-transaction.ts'
import type { Database, DatabaseTransaction } from '../../database/tables.ts'
import type { Batch, ImportBatch, ImportStore, LedgerStore } from '../ledger-store.ts'
import type { Log } from '../../log.ts'
import type { Safe } from '../../safe/safe.ts'
import type { SettlementRules } from '../settlement.ts'
import { advanceHead, readHeads } from './chain-head.ts'
import { readHeld } from './held-places.ts'
import { lockTerminal } from './lock-terminal.ts'
import { readBeside } from './record-forks.ts'
import { settleRecords } from './settle-records.ts'

/** What the SQL ledger needs besides its database. Rules are asked for once a try, because they read the terminal's market. */
export interface SqlLedgerParts {
  readonly database: Database
  readonly safe: Safe
  readonly log: Pick<Log, 'error'>
  rulesFor(transaction: DatabaseTransaction, terminalId: string): Promise<SettlementRules>
  newId(): string
  /** Within the transaction of what it speaks of. */
  audit(transaction: DatabaseTransaction, entry: AuditEntry): Promise<void>
}

/** The ledger on PostgreSQL, one transaction a batch (queue-and-sync.md, The server). */
export function sqlLedgerStore(parts: SqlLedgerParts): LedgerStore & ImportStore {
  const { database } = parts
  return {
    take: async (batch) => runTransaction(database, (transaction) => take(parts, transaction, batch)),
    importRecords: async (batch) =>
      runTransaction(database, (transaction) => importRecords(parts, transaction, batch)),
  }
}

async function take(
  parts: SqlLedgerParts,
  transaction: DatabaseTransaction,
  batch: Batch,
): ReturnType<LedgerStore['take']> {
  const { terminalId, claimedHead } = batch
  if ((await lockTerminal(transaction, terminalId)) !== 'active') return fail('terminal-revoked')
  if (!(await noteContact(transaction, batch))) return fail('unknown-epoch')
  const { results } = await settleRecords(parts, transaction, batch)
  const head = await advanceHead(transaction, { terminalId, epoch: claimedHead.epoch })
  const heads = await readHeads(transaction, terminalId)
  const beside = await readBeside(transaction, terminalId)
  const held = await readHeld(transaction, { terminalId, heads, beside })
  return ok({
    results,
    head,
    gaps: held.find(({ epoch }) => epoch === claimedHead.epoch)?.gaps ?? [],
    isForked: beside.forked.includes(claimedHead.epoch),
    heads,
    held,
  })
}

async function importRecords(
  parts: SqlLedgerParts,
  transaction: DatabaseTransaction,
  batch: ImportBatch,
): ReturnType<ImportStore['importRecords']> {
  const { terminalId: subject, importedBy: actor } = batch
  if ((await lockTerminal(transaction, subject)) === null) return fail('unknown-terminal')
  const taken = await settleRecords(parts, transaction, batch)
  const detail = `${taken.results.length} records, ${taken.known} known`
  await parts.audit(transaction, { actor, action: 'records-imported', subject, detail })
  return ok(taken)
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
