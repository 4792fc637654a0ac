import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { sqlStateOf } from './database-error.ts'
import { encryptClearRows } from './encrypt-clear-rows.ts'
import type { Encrypting } from './encrypt-clear-rows.ts'
import type { Database, DatabaseTransaction } from './tables.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
const STATEMENT_END = /;\n(?:\n|$)/

/** A table, or its type, that another node made in the same moment; the transaction is over then, whatever it asks next. */
const MADE_MEANWHILE = ['23505', '42P07', '25P02']

/**
 * Brings the database to the newest version, or to the step that is named, in one transaction, each step once and in order,
 * also where several nodes start at once. Throws when a step fails.
 */
export async function migrate(database: Database, given: Encrypting & { upTo?: string }): Promise<void> {
  const run = async () => database.transaction().execute(async (transaction) => migrateIn(transaction, given))
  try {
    await run()
  } catch (error) {
    // Only before the first lock is there: whoever lost finds it now.
    if (!MADE_MEANWHILE.includes(sqlStateOf(error) ?? '')) throw error
    await run()
  }
}

async function migrateIn(
  transaction: DatabaseTransaction,
  given: Encrypting & { upTo?: string },
): Promise<void> {
  // A step may have to rewrite a table: what bounds the statements of a request does not bound it.
  await sql`SET LOCAL statement_timeout = 0`.execute(transaction)
  const migrator = new Migrator({
    db: transaction,
    provider: { getMigrations: async () => readMigrations(given) },
  })
  const { upTo } = given
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error !== undefined) throw error
}

/** The steps in SQL, and the one that no SQL can do. */
async function readMigrations(given: Encrypting): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    files.map(async (name): Promise<[string, Migration]> => {
      const text = await readFile(join(FOLDER, name), 'utf8')
      return [name.slice(0, -'.sql'.length), { up: (database) => execute(database, text) }]
    }),
  )
  return {
    ...Object.fromEntries(migrations),
    '0014-encrypted': { up: (database) => encryptClearRows(database, given) },
  }
}

/** One statement a query, because the embedded database takes no more: each ends with a semicolon and a blank line. */
async function execute(database: Parameters<Migration['up']>[0], text: string): Promise<void> {
  for (const statement of text.split(STATEMENT_END)) {
    if (statement.trim() !== '') await sql.raw(statement).execute(database)
  }
}
