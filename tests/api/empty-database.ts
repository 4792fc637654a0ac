import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the files of an empty embedded database lie. */
    readonly emptyDatabase: string
  }
}

let folder: string

/** Makes the files of an empty embedded database once for all test files: making them takes seconds, loading them does not. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'empty-database-'))
  const database = await PGlite.create()
  const files = await database.dumpDataDir('none')
  await database.close()
  const path = join(folder, 'files.tar')
  await writeFile(path, Buffer.from(await files.arrayBuffer()))
  project.provide('emptyDatabase', path)
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** The files of an empty embedded database. */
export const emptyDatabase = (): Promise<Blob> => openAsBlob(inject('emptyDatabase'))
