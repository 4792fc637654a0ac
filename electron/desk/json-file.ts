import type { z } from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import type { Result } from '#shared/kernel/result.ts'

/**
 * A small file of JSON. `isUnreadable`: something is there that does not parse, or a folder stands in its place; it was kept aside
 * [D28].
 */
export async function readJsonFile<Schema extends z.ZodType>(given: {
  disk: Disk
  path: string
  schema: Schema
}): Promise<{ value: z.infer<Schema> | null; isUnreadable: boolean }> {
  const { disk, path, schema } = given
  const read = await disk.read(path)
  if (!read.ok) {
    const isUnreadable = read.failure !== 'not-found' || (await isFolderThere(disk, path))
    return { value: null, isUnreadable }
  }
  try {
    return { value: schema.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))), isUnreadable: false }
  } catch {
    await setAside(disk, path)
    return { value: null, isUnreadable: true }
  }
}

/** What was there is gone, and that is something else than a file that was never written. */
async function isFolderThere(disk: Disk, path: string): Promise<boolean> {
  const names = await disk.list(path)
  if (names.ok) await setAside(disk, path)
  return names.ok || names.failure !== 'not-found'
}

export function writeJsonFile(given: {
  disk: Disk
  path: string
  value: unknown
}): Promise<Result<null, DiskFailure>> {
  return replaceFile({ ...given, bytes: Buffer.from(JSON.stringify(given.value)) })
}
