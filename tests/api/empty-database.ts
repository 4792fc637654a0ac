import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { makeEmptyDatabase } from '#tests/harness/empty-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the files of an embedded database lie that has every table and not one row. */
    readonly emptyDatabase: string
  }
}

let folder: string

/**
 * Makes the files of an embedded database that every step of the migration was done in, once for all test files: making them
 * takes seconds, loading them does not. How a database becomes one is shown where servers start in a directory, and on PostgreSQL.
 */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'empty-database-'))
  const pglite = await PGlite.create()
  const files = await makeEmptyDatabase(pglite, () => pglite.dumpDataDir('none'))
  const path = join(folder, 'files.tar')
  await writeFile(path, Buffer.from(await files.arrayBuffer()))
  project.provide('emptyDatabase', path)
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** The files of an embedded database without a row. */
export const emptyDatabase = (): Promise<Blob> => openAsBlob(inject('emptyDatabase'))
