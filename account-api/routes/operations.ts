import { ok } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { newId } from '../context.ts'
import type { Handlers } from '../http/call.ts'
import { backedUpAfter } from '../ingest/backup.ts'
import { marketRules } from '../ingest/market-rules.ts'
import { sqlLedgerStore } from '../ingest/sql/sql-ledger-store.ts'
import { currentOutcomes } from '../ingest/current-outcomes.ts'
import { takeDelivery } from '../ingest/take-delivery.ts'

/** Where terminals deliver what happened, and ask what became of it. */
export function operationsHandlers(context: Context): Pick<Handlers, 'operations' | 'outcomes'> {
  const mint = () => newId(context)
  const ledger = sqlLedgerStore({
    database: context.database,
    safe: context.safe,
    rulesFor: (transaction, terminalId) => marketRules(transaction, { terminalId }),
    newId: mint,
  })
  const parts = { context, ledger, backup: backedUpAfter(context) }
  return {
    operations: async ({ body, terminal }) => takeDelivery(parts, { terminal, delivery: body }),
    outcomes: async ({ body, terminal }) => {
      const { nonce, operationIds } = body
      const { terminalId } = terminal
      const results = await currentOutcomes(context.database, { terminalId, operationIds })
      return ok({ nonce, results: [...results] })
    },
  }
}
