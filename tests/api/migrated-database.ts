import type { TestProject } from 'vitest/node'

import { systemRandom } from '#account-api/adapters/system-random.ts'
import { migrate } from '#account-api/database/migrate.ts'
import { DEFAULT_LIMITS, openDatabase } from '#account-api/database/open-database.ts'

import { type OwnDatabase, createDatabase } from './postgres-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The name of a database on PostgreSQL that has every table and not one row. */
    readonly migrated: string
  }
}

let made: OwnDatabase

/**
 * Does every step of the migration once for all test files: a copy of what they make costs a fifth of doing them. A server that starts
 * on an empty database is in the tests of its role and of a database that is away.
 */
export async function setup(project: TestProject): Promise<void> {
  made = await createDatabase(process.env['TEST_DATABASE_URL'] ?? '')
  const { database } = openDatabase({ kind: 'postgres', url: made.url, limits: DEFAULT_LIMITS })
  await migrate(database, { wrapping: null, random: systemRandom, now: '' })
  await database.destroy()
  project.provide('migrated', made.name)
}

export const teardown = (): Promise<void> => made.drop()
