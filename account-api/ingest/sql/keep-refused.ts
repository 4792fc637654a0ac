import { createHash } from 'node:crypto'
import type { DatabaseTransaction } from '../../database/tables.ts'
import { encryptSetAside } from '../../safe/quarantined-content.ts'
import type { Safe } from '../../safe/safe.ts'
import type { RecordBatch } from '../ledger-store.ts'

/** Keeps what could not be proven, with its bytes. The same bytes are kept once. */
export async function keepRefused(
  transaction: DatabaseTransaction,
  given: { batch: RecordBatch; safe: Safe },
): Promise<void> {
  const { batch, safe } = given
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
    .values(await encryptSetAside(transaction, { rows, safe, at: batch.receivedAt }))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
