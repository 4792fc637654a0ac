import { dirname, join } from 'node:path'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { Disk, DiskFailure } from './disk.ts'

/** Makes a folder. A file in its place, which would keep it from being made for ever, is kept aside. */
export async function makeFolder(disk: Disk, path: string): Promise<Result<null, DiskFailure>> {
  const made = await disk.makeFolder(path)
  const isFileThere = !made.ok && (await disk.read(path)).ok
  if (!isFileThere || !(await setAside(disk, path)).ok) return made
  return disk.makeFolder(path)
}

/**
 * Puts `bytes` in a file's place so that a power cut leaves the old ones or the new ones, whole. A folder in that place is kept
 * aside, and so is whatever cannot be written in the place of what is written first.
 */
export async function replaceFile(given: {
  disk: Disk
  path: string
  bytes: Uint8Array
}): Promise<Result<null, DiskFailure>> {
  const { disk, path, bytes } = given
  const folder = dirname(path)
  const made = await makeFolder(disk, folder)
  if (!made.ok) return made
  const beside = `${path}.new`
  // What an earlier attempt could not sync is not written into again: nobody knows what of it a sync would still report.
  await disk.remove(beside)
  const opened = await disk.open(beside, 'replace')
  const isInTheWay = !opened.ok && opened.failure === 'io' && (await setAside(disk, beside)).ok
  const file = isInTheWay ? await disk.open(beside, 'replace') : opened
  if (!file.ok) return file
  const written = await file.value.write(bytes)
  const synced = written.ok ? await file.value.sync() : written
  await file.value.close()
  if (!synced.ok) return synced
  const placed = await disk.rename(beside, path)
  const isFolderThere = !placed.ok && (await disk.list(path)).ok && (await setAside(disk, path)).ok
  const renamed = isFolderThere ? await disk.rename(beside, path) : placed
  return renamed.ok ? disk.syncFolder(folder) : renamed
}

/** Moves a file that cannot be read out of the way, with its bytes. Says where it went. */
export async function setAside(disk: Disk, path: string): Promise<Result<string, DiskFailure>> {
  const folder = dirname(path)
  const names = await disk.list(folder)
  if (!names.ok) return names
  const taken = new Set(names.value)
  const stem = `${path.slice(folder.length + 1)}.unreadable`
  let count = 1
  while (taken.has(`${stem}-${count}`)) count += 1
  const aside = join(folder, `${stem}-${count}`)
  const moved = await disk.rename(path, aside)
  if (!moved.ok) return fail(moved.failure)
  const synced = await disk.syncFolder(folder)
  return synced.ok ? ok(aside) : synced
}
