import type { Context } from '../../context.ts'
import { newId } from '../../context.ts'
import { marketRules } from '../market-rules.ts'
import { sqlLedgerStore } from './sql-ledger-store.ts'

/** The ledger of this server: its database, its keys, and the market of each terminal. */
export function ledgerOf(context: Context): ReturnType<typeof sqlLedgerStore> {
  return sqlLedgerStore({
    database: context.database,
    safe: context.safe,
    rulesFor: (transaction, terminalId) => marketRules(transaction, { terminalId }),
    newId: () => newId(context),
  })
}
