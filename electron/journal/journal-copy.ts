import { join } from 'node:path'

import { type Result, ok } from '#shared/kernel/result.ts'

import { replaceFile } from './atomic-file.ts'
import type { Disk, DiskFailure } from './disk.ts'
import { lastSegmentPath, lastWrittenPath, segmentNumber } from './segment-names.ts'

/** Copies every file of a journal that is not open, each whole and synced; what is in `to` under their names is replaced [J22]. */
export async function copyJournal(given: {
  disk: Disk
  folder: string
  to: string
}): Promise<Result<null, DiskFailure>> {
  const { disk, folder, to } = given
  const names = await disk.list(folder)
  if (!names.ok) return names
  for (const name of names.value.filter((found) => isOfJournal(found))) {
    const read = await disk.read(join(folder, name))
    if (!read.ok) return read
    const written = await replaceFile({ disk, path: join(to, name), bytes: read.value })
    if (!written.ok) return written
  }
  return ok(null)
}

/** Removes a copy, or what there is of it. */
export async function removeCopy(disk: Disk, folder: string): Promise<Result<null, DiskFailure>> {
  const names = await disk.list(folder)
  if (!names.ok) return names.failure === 'not-found' ? ok(null) : names
  for (const name of names.value) {
    const removed = await disk.remove(join(folder, name))
    if (!removed.ok) return removed
  }
  return disk.syncFolder(folder)
}

function isOfJournal(name: string): boolean {
  return segmentNumber(name) !== null || name === lastSegmentPath('') || name === lastWrittenPath('')
}
