import { sql } from 'kysely'
import { writeAudit } from '../audit.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { KeyCustody } from './key-custody.ts'

/** Somebody says that every sealing key that was ever issued is named here, after the server was put back [KE11]. */
export async function sayAllKeysHere(custody: KeyCustody): Promise<void> {
  await runTransaction(custody.database, async (transaction) => {
    await transaction
      .updateTable('serverState')
      .set({ allKeysHereIn: sql<string>`server_epoch` })
      .execute()
    await writeAudit(custody, transaction, {
      actor: custody.actor,
      action: 'all-keys-here',
      subject: 'sealing keys',
      detail: null,
    })
  })
}
