import { dirname, join } from 'node:path'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { Disk, DiskFailure } from './disk.ts'

/** Puts `bytes` in a file's place so that a power cut leaves the old ones or the new ones, whole. */
export async function replaceFile(given: {
  disk: Disk
  path: string
  bytes: Uint8Array
}): Promise<Result<null, DiskFailure>> {
  const { disk, path, bytes } = given
  const folder = dirname(path)
  const made = await disk.makeFolder(folder)
  if (!made.ok) return made
  const beside = `${path}.new`
  const file = await disk.open(beside, 'replace')
  if (!file.ok) return file
  const written = await file.value.write(bytes)
  const synced = written.ok ? await file.value.sync() : written
  await file.value.close()
  if (!synced.ok) return synced
  const renamed = await disk.rename(beside, path)
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
