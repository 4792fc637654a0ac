import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import type { Database } from './tables.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
const STATEMENT_END = /;\n(?:\n|$)/

/** Brings the database to the newest version, in order, each step once and in one transaction. Throws when a step fails. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: readMigrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    files.map(async (name): Promise<[string, Migration]> => {
      const text = await readFile(join(FOLDER, name), 'utf8')
      return [name.slice(0, -'.sql'.length), { up: (database) => execute(database, text) }]
    }),
  )
  return Object.fromEntries(migrations)
}

/** One statement a query, because the embedded database takes no more: each ends with a semicolon and a blank line. */
async function execute(database: Parameters<Migration['up']>[0], text: string): Promise<void> {
  for (const statement of text.split(STATEMENT_END)) {
    if (statement.trim() !== '') await sql.raw(statement).execute(database)
  }
}
