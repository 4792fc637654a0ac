import { createHash } from 'node:crypto'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { RecordBatch } from '../ledger-store.ts'

/** Keeps what could not be proven, with its bytes. The same bytes are kept once. */
export async function keepRefused(transaction: DatabaseTransaction, batch: RecordBatch): Promise<void> {
  const rows = batch.records.flatMap((record) =>
    record.kind === 'chained'
      ? []
      : [
          {
            operationId: record.operationId,
            contentHash: createHash('sha256').update(record.content).digest('base64url'),
            terminalId: batch.terminalId,
            epoch: record.epoch,
            sequence: record.sequence,
            reason: record.reason,
            content: record.content,
            receivedAt: batch.receivedAt,
          },
        ],
  )
  if (rows.length === 0) return
  await transaction
    .insertInto('quarantine')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
