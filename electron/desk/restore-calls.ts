import * as z from 'zod'

import type { Disk } from '#electron/journal/disk.ts'
import type { Journal } from '#electron/journal/journal.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import { type FoundMirror, findMirror, restoreFrom } from '#electron/mirror/restore-till.ts'
import type { IpcResponse } from '#shared/ipc/contract.ts'
import type { FoundMirrorAnswer, RestoreState } from '#shared/ipc/mirror-methods.ts'

import { readJsonFile, writeJsonFile } from './json-file.ts'

/** Makes a till out of the mirror of a dead one [MI10]. */
export interface Restore {
  state(): RestoreState
  find(): Promise<FoundMirrorAnswer>
  run(): Promise<IpcResponse<'restore.run'>>
  /** Ends an unfinished restore with what it took [MI11]. */
  leave(): Promise<IpcResponse<'restore.leave'>>
}

/**
 * As long as this file is there, a restore was begun [MI11]. It is over once the journal has everything up to the end that the mirror
 * had. Earlier versions wrote no such end: theirs asks for the stick, and they do for this one.
 */
const begunSchema = z.strictObject({
  version: z.literal(1),
  until: z.number().int().nonnegative().optional(),
  damaged: z.number().int().nonnegative().default(0),
})

export async function openRestore(given: {
  disk: Disk
  path: string
  journal: Journal
  isEnrolled: () => boolean
  chooseFolder: () => Promise<string | null>
  /** Head office learns that a part of the mirror did not come. */
  tellPart: (detail: string) => Promise<void>
}): Promise<Restore> {
  const { disk, path, journal, isEnrolled, tellPart } = given
  const alone = oneAtATime()
  const begun = await readJsonFile({ disk, path, schema: begunSchema })
  let isUnfinished = begun.value !== null || begun.isUnreadable
  /** How far it goes that was begun; undefined where nobody knows. */
  let { until, damaged: damagedParts } = begun.value ?? { until: undefined, damaged: 0 }
  const noteBegun = () => writeJsonFile({ disk, path, value: { version: 1, until, damaged: damagedParts } })
  // It was kept aside: the next start would know of no restore.
  if (begun.isUnreadable) await noteBegun()
  /** The mirror that a person was shown. */
  let shown: Pick<FoundMirror, 'folder' | 'damaged' | 'until'> | null = null
  /** Everything came. Where the note of it stays, the next start sees by the journal that it is over. */
  async function end(damaged: number): Promise<void> {
    if (damaged > 0 && !isEnrolled()) await tellPart(`restored in part: ${damaged} damaged`)
    isUnfinished = false
    shown = null
    await disk.remove(path)
  }
  if (until !== undefined && journal.lastFrame() >= until) await end(damagedParts)
  /** Records that were here before anybody restored are this till's own. */
  const mayRestore = () => !isEnrolled() && (journal.lastFrame() === 0 || isUnfinished)

  return {
    state() {
      if (isEnrolled()) return { kind: 'not-here' }
      if (isUnfinished) return { kind: 'unfinished', unsent: journal.unsent().length }
      if (journal.lastFrame() === 0) return { kind: 'empty' }
      return { kind: 'restored', unsent: journal.unsent().length }
    },
    find: () =>
      alone(async () => {
        shown = null
        const chosen = mayRestore() ? await given.chooseFolder() : null
        if (chosen === null) return { kind: 'cancelled' }
        const found = await findMirror(disk, chosen)
        if (!found.ok) {
          const { failure } = found
          const isNamed = failure === 'none' || failure === 'several'
          return { kind: 'failed', reason: isNamed ? failure : 'unreadable' }
        }
        shown = found.value
        const { folder, records, lastSavedAt, damaged } = found.value
        return { kind: 'found', folder, records, lastSavedAt, damaged }
      }),
    run: () =>
      alone(async () => {
        if (shown === null || !mayRestore()) return 'not-found'
        const { folder, damaged } = shown
        // Until it proves to be the same mirror, it makes what was begun end no sooner.
        if (!isUnfinished) until = shown.until
        else if (until !== undefined) until = Math.max(until, shown.until)
        damagedParts = Math.max(damagedParts, damaged)
        const noted = await noteBegun()
        if (!noted.ok) return noted.failure === 'no-space' ? 'no-space' : 'failed'
        isUnfinished = true
        const restored = await restoreFrom({ disk, journal }, folder)
        if (!restored.ok) {
          if (restored.failure === 'differs') return 'differs'
          const isFull = restored.failure === 'disk-full' || restored.failure === 'no-space'
          return isFull ? 'no-space' : 'failed'
        }
        await end(damaged)
        return 'restored'
      }),
    leave: () =>
      alone(async () => {
        if (isEnrolled() || !isUnfinished) return 'left'
        await tellPart(`restored in part: up to frame ${journal.lastFrame()}`)
        const done = await disk.remove(path)
        if (!done.ok && done.failure !== 'not-found') return 'failed'
        isUnfinished = false
        shown = null
        return 'left'
      }),
  }
}
