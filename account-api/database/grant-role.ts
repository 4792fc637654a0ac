import { sql } from 'kysely'
import type { Database } from './tables.ts'

/** What the account API only adds to: its role cannot even try to change it (C36). */
const ONLY_GROWS = ['audit', 'loyalty_entries']

/**
 * Gives a role what the account API needs to run on a migrated database, and nothing more: it reads and writes rows, and
 * cannot change a table. The role is one that exists and owns nothing.
 */
export async function grantRole(database: Database, role: string): Promise<void> {
  const name = sql.id(role)
  await sql`GRANT USAGE ON SCHEMA public TO ${name}`.execute(database)
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`.execute(database)
  await sql`GRANT EXECUTE ON FUNCTION forget_audit, forget_loyalty, hide_loyalty_device TO ${name}`.execute(
    database,
  )
  for (const table of ONLY_GROWS)
    await sql`REVOKE UPDATE, DELETE, TRUNCATE ON ${sql.table(table)} FROM ${name}`.execute(database)
}
