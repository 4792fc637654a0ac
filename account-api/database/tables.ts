import type { Insertable, Kysely, Transaction } from 'kysely'
import type { AdministratorTables } from './administrator-tables.ts'
import type { CustomerTables } from './customer-tables.ts'
import type { FindingTables } from './finding-tables.ts'
import type { LedgerTables } from './ledger-tables.ts'
import type { LookUpTables } from './look-up-tables.ts'
import type { MarketTables } from './market-tables.ts'
import type { RemovalTables } from './removal-tables.ts'
import type { ServiceTables } from './service-tables.ts'
import type { TerminalTables } from './terminal-tables.ts'

/** Every table of the account API; names are camel case here and snake case in SQL. */
export interface Tables
  extends
    TerminalTables,
    LedgerTables,
    CustomerTables,
    ServiceTables,
    AdministratorTables,
    FindingTables,
    MarketTables,
    LookUpTables,
    RemovalTables {}

/** The database, or a transaction on it. */
export type Database = Kysely<Tables>
/** Only within a transaction: what is written stands or falls together. */
export type DatabaseTransaction = Transaction<Tables>
/** A row of a table as it is inserted. */
export type NewRow<Name extends keyof Tables> = Insertable<Tables[Name]>
