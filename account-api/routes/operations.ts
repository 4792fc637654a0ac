import type { Context } from '../context.ts'
import { newId } from '../context.ts'
import type { Handlers } from '../http/call.ts'
import { committedIsDurable } from '../ingest/backup.ts'
import { marketRules } from '../ingest/market-rules.ts'
import { sqlLedgerStore } from '../ingest/sql/sql-ledger-store.ts'
import { takeDelivery } from '../ingest/take-delivery.ts'

/** Where terminals deliver what happened. */
export function operationsHandlers(context: Context): Pick<Handlers, 'operations'> {
  const mint = () => newId(context)
  const ledger = sqlLedgerStore({
    database: context.database,
    unsealing: (keyId) => context.keys.unsealing(keyId),
    rulesFor: (transaction, terminalId) => marketRules(transaction, { terminalId, newId: mint }),
    newId: mint,
  })
  const parts = { context, ledger, backup: committedIsDurable }
  return { operations: async ({ body, terminal }) => takeDelivery(parts, { terminal, delivery: body }) }
}
