import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'

import { systemRandom } from '#account-api/adapters/system-random.ts'
import { migrate } from '#account-api/database/migrate.ts'
import type { Tables } from '#account-api/database/tables.ts'

/** Does every step of the migration in a new embedded database: it has every table and not one row. What reads it before it closes gives the answer. */
export async function makeEmptyDatabase<Value>(
  pglite: PGlite,
  read: () => Promise<Value> | Value,
): Promise<Value> {
  const database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  try {
    await migrate(database, { wrapping: null, random: systemRandom, now: '' })
    return await read()
  } finally {
    await database.destroy()
  }
}

let made: Promise<string> | undefined

/** Puts the files of an empty database into a new folder. They are made once a process, which takes seconds, and then copied. */
export async function copyEmptyDatabase(to: string): Promise<void> {
  made ??= makeFolder()
  cpSync(await made, to, { recursive: true })
}

async function makeFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-empty-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await makeEmptyDatabase(await PGlite.create(folder), () => undefined)
  return folder
}
