import { basename, isAbsolute, join, relative } from 'node:path'

import * as z from 'zod'

import { replaceFile } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { type Result, ok } from '#shared/kernel/result.ts'

const PREFIX = 'counterside-mirror-'
const markerSchema = z.strictObject({ version: z.literal(1), id: z.uuid() })

/** Where the mirror of a terminal lies in a folder that a person chose; the mirror's own folder may be chosen too. */
export function mirrorFolderIn(chosen: string, terminalId: TerminalId): string {
  const name = `${PREFIX}${terminalId}`
  return basename(chosen) === name ? chosen : join(chosen, name)
}

/** The mirrors in a folder that a person chose, or the folder itself where it is one. */
export async function mirrorsIn(disk: Disk, chosen: string): Promise<Result<readonly string[], DiskFailure>> {
  if (basename(chosen).startsWith(PREFIX)) return ok([chosen])
  const names = await disk.list(chosen)
  if (!names.ok) return names
  return ok(names.value.filter((name) => name.startsWith(PREFIX)).map((name) => join(chosen, name)))
}

/** Whether a path is a folder or anything in it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return !way.startsWith('..') && !isAbsolute(way)
}

/** Which mirror lies there [MI3]; null where none does, or its file cannot be read. */
export async function readMarker(disk: Disk, folder: string): Promise<string | null> {
  const read = await disk.read(markerPath(folder))
  if (!read.ok) return null
  try {
    return markerSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8'))).id
  } catch {
    return null
  }
}

export function writeMarker(disk: Disk, folder: string, id: string): Promise<Result<null, DiskFailure>> {
  const marker = { version: 1, id } satisfies z.infer<typeof markerSchema>
  return replaceFile({ disk, path: markerPath(folder), bytes: Buffer.from(JSON.stringify(marker)) })
}

/** Takes everything out of a mirror's folder but what says which mirror it is. */
export async function emptyMirror(disk: Disk, folder: string): Promise<Result<null, DiskFailure>> {
  for (const within of [join(folder, 'aside'), folder]) {
    const names = await disk.list(within)
    if (!names.ok && names.failure === 'not-found') continue
    if (!names.ok) return names
    for (const name of names.value) {
      const path = join(within, name)
      if (path === markerPath(folder) || path === join(folder, 'aside')) continue
      const removed = await disk.remove(path)
      if (!removed.ok) return removed
    }
  }
  return disk.syncFolder(folder)
}

function markerPath(folder: string): string {
  return join(folder, 'mirror.json')
}
