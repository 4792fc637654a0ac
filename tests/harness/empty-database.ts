import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'

import { systemRandom } from '#account-api/adapters/system-random.ts'
import { migrate } from '#account-api/database/migrate.ts'
import type { Tables } from '#account-api/database/tables.ts'

/**
 * Whoever opens such a database pays for all of its buffers, which are wiped, and for each of its files: 128 MB of the first are far
 * more than a test reads, and two databases that only a new one is copied from are two thirds of the second.
 */
const LIGHTER = [
  'UPDATE pg_database SET datistemplate = false',
  'DROP DATABASE template0',
  'DROP DATABASE template1',
  `ALTER SYSTEM SET shared_buffers = '16MB'`,
]

/** Does every step of the migration in a new embedded database: it has every table and not one row. What reads it before it closes gives the answer. */
export async function makeEmptyDatabase<Value>(
  pglite: PGlite,
  read: () => Promise<Value> | Value,
): Promise<Value> {
  const database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  try {
    await migrate(database, { wrapping: null, random: systemRandom, now: '' })
    for (const statement of LIGHTER) await pglite.exec(statement)
    return await read()
  } finally {
    await database.destroy()
  }
}

const FOLDER = 'COUNTERSIDE_EMPTY_DATABASE'
let made: Promise<string> | undefined

/** Puts the files of an empty database into a new folder. They are made once a run, which takes seconds, and then copied. */
export async function copyEmptyDatabase(to: string): Promise<void> {
  made ??= foundOrMade()
  cpSync(await made, to, { recursive: true })
}

/** Those that a whole run shares, or, where nobody made any, some for this process alone. */
async function foundOrMade(): Promise<string> {
  const found = process.env[FOLDER]
  if (found !== undefined) return found
  const { folder, remove } = await makeFolder()
  process.once('exit', remove)
  return folder
}

/** Makes some that this process and all that it starts share; what it gives back takes them away. */
export async function shareEmptyDatabase(): Promise<() => void> {
  const { folder, remove } = await makeFolder()
  process.env[FOLDER] = folder
  return remove
}

async function makeFolder(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-empty-'))
  await makeEmptyDatabase(await PGlite.create(folder), () => undefined)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
