import type { z } from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import type { Result } from '#shared/kernel/result.ts'

/** A small file of JSON. `isUnreadable`: it was there, does not parse, and was kept aside. */
export async function readJsonFile<Schema extends z.ZodType>(given: {
  disk: Disk
  path: string
  schema: Schema
}): Promise<{ value: z.infer<Schema> | null; isUnreadable: boolean }> {
  const { disk, path, schema } = given
  const read = await disk.read(path)
  if (!read.ok) return { value: null, isUnreadable: read.failure !== 'not-found' }
  try {
    return { value: schema.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))), isUnreadable: false }
  } catch {
    await setAside(disk, path)
    return { value: null, isUnreadable: true }
  }
}

export function writeJsonFile(given: {
  disk: Disk
  path: string
  value: unknown
}): Promise<Result<null, DiskFailure>> {
  return replaceFile({ ...given, bytes: Buffer.from(JSON.stringify(given.value)) })
}
