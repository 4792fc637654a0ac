import * as z from 'zod'

import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { copyJournal, removeCopy } from '#electron/journal/journal-copy.ts'
import type { Journal } from '#electron/journal/journal.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { readJsonFile, writeJsonFile } from './json-file.ts'
import type { Places } from './places.ts'

/**
 * What the files of a profile look like. It is raised with whatever an older version of the desk cannot read, or would
 * take for damage [D22]: 2 brought `refill` frames; 3 new outcomes in `settled` frames, and the newest configuration in
 * how the till stands.
 */
export const DATA_VERSION = 3

/** Profiles of before this was written down. */
const FIRST_VERSION = 1

/** Read by every later and every earlier version: members may be added, and these stay. */
const fileSchema = z
  .object({
    version: z.number().int().positive(),
    /** The same: a turned bit must not make it the version of a newer desk. Earlier versions wrote it once. */
    again: z.number().optional(),
    /** The journal of before the last upgrade still lies beside it [D23]. */
    hasCopy: z.boolean(),
  })
  .refine(({ version, again = version }) => again === version)

/** A profile whose files this version may touch. */
export interface UsableProfile {
  /** The journal was read as a whole by this version, and is what it was: the copy of before the upgrade goes. */
  noteVerified(journal: Pick<Journal, 'report'>): Promise<void>
}

/**
 * Looks which version wrote the profile, before anything in it is touched. An older one is upgraded: its journal is copied first
 * [D23]. A newer one is left as it is [D22].
 */
export async function openProfile(given: {
  disk: Disk
  places: Places
  version: number
}): Promise<Result<UsableProfile, DiskFailure | 'written-by-newer'>> {
  const { disk, places, version } = given
  const write = (hasCopy: boolean) =>
    writeJsonFile({ disk, path: places.dataVersion, value: { version, again: version, hasCopy } })
  const stored = await readJsonFile({ disk, path: places.dataVersion, schema: fileSchema })
  const known = stored.value ?? {
    version: (await hasJournal(given)) ? FIRST_VERSION : version,
    hasCopy: false,
  }
  if (known.version > version) return fail('written-by-newer')
  let { hasCopy } = known
  if (known.version < version) {
    const copied = await copyJournal({ disk, folder: places.journal, to: places.journalBefore })
    // Without room for a copy the upgrade goes on: it rewrites nothing, and a till that does not open sells nothing.
    hasCopy = copied.ok
    if (!copied.ok) await removeCopy(disk, places.journalBefore)
  }
  // A disk that does not take it now is asked again at the next start.
  if (stored.value?.again === undefined || known.version < version) await write(hasCopy)
  return ok({
    async noteVerified({ report }) {
      // What was found unreadable only now is readable to the version of before, perhaps.
      if (!hasCopy || report.isNew) return
      const removed = await removeCopy(disk, places.journalBefore)
      if (removed.ok) hasCopy = !(await write(false)).ok
    },
  })
}

async function hasJournal({ disk, places }: { disk: Disk; places: Places }): Promise<boolean> {
  const names = await disk.list(places.journal)
  return names.ok && names.value.some((name) => name.endsWith('.csj'))
}
