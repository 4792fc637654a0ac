import { writeAudit } from '../../audit.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../context.ts'
import { marketRules } from '../market-rules.ts'
import { type SqlLedgerParts, sqlLedgerStore } from './sql-ledger-store.ts'

/** What this server settles with: its database, its keys, and the market of each terminal. */
export function ledgerParts(context: Context): SqlLedgerParts {
  return {
    database: context.database,
    safe: context.safe,
    log: context.log,
    rulesFor: (transaction, terminalId) => marketRules(transaction, { terminalId }),
    newId: () => newId(context),
    audit: (transaction, entry) => writeAudit(context, transaction, entry),
  }
}

/** The ledger of this server. */
export function ledgerOf(context: Context): ReturnType<typeof sqlLedgerStore> {
  return sqlLedgerStore(ledgerParts(context))
}
