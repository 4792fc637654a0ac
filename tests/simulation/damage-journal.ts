import type { MemoryDisk } from '#electron/journal/memory-disk.ts'

import type { PlannedFault } from './plan.ts'
import { JOURNAL_FOLDER } from './till-main.ts'

/** Turns a bit of the journal, or deletes it. False when there was nothing to damage. */
export function damageJournal(disk: MemoryDisk, what: Extract<PlannedFault, { kind: 'damage' }>): boolean {
  const segments = disk.files().filter((path) => path.startsWith(`${JOURNAL_FOLDER}/segment-`))
  if (segments.length === 0) return false
  if (what.what === 'deleted') {
    const copy = disk.copy()
    disk.putBack(new Map([...copy].filter(([path]) => !path.startsWith(`${JOURNAL_FOLDER}/`))))
    return true
  }
  const [path] = segments
  const bytes = path === undefined ? undefined : disk.copy().get(path)?.slice()
  if (path === undefined || bytes === undefined || bytes.length === 0) return false
  const at = Math.floor((bytes.length * what.place) / 1000)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (what.place % 8))
  disk.put(path, bytes)
  return true
}
