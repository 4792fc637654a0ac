import { createChainCheck } from '#electron/journal/chain-check.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import type { AppendFailure, Journal } from '#electron/journal/journal.ts'
import { unreadableCount } from '#electron/journal/journal-report.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { isSameFrame } from './compare-mirror.ts'
import { mirrorsIn } from './mirror-folder.ts'
import { type MirrorStore, openMirrorStore } from './mirror-store.ts'

/** What a person is shown of a mirror before they restore a till from it. */
export interface FoundMirror {
  readonly folder: string
  readonly records: number
  /** When the last record was saved; null where there is none. */
  readonly lastSavedAt: string | null
  /** Frames that cannot be read, and records that do not verify. */
  readonly damaged: number
  /** The number of its last frame that can be read. */
  readonly until: number
}

const BATCH = 200

/** Perhaps the only copy there is: nothing of it is changed, and one that may only be read is as good [MI10]. */
function onlyReading(disk: Disk): Disk {
  const refuse = async () => fail('io' as const)
  const leave = async () => ok(null)
  return {
    ...disk,
    makeFolder: leave,
    syncFolder: leave,
    open: refuse,
    truncate: refuse,
    rename: refuse,
    remove: refuse,
  }
}

/** Looks at the mirror in a folder that a person chose: all of it is read and verified [MI10]. */
export async function findMirror(
  disk: Disk,
  chosen: string,
): Promise<Result<FoundMirror, DiskFailure | 'none' | 'several'>> {
  const mirrors = await mirrorsIn(disk, chosen)
  if (!mirrors.ok) return mirrors
  const [folder] = mirrors.value
  if (folder === undefined) return fail('none')
  if (mirrors.value.length > 1) return fail('several')
  const opened = await openMirrorStore({ disk: onlyReading(disk), folder })
  if (!opened.ok) return opened
  const store = opened.value
  const check = createChainCheck({ isWhole: true })
  let records = 0
  let lastSavedAt: string | null = null
  const read = await eachBatch<never>(store, 0, async (frames) => {
    for (const frame of frames) {
      check.take(frame)
      if (frame.kind !== 'saved') continue
      records += 1
      lastSavedAt = frame.savedAt
    }
    return ok(null)
  })
  const until = store.lastFrame()
  await store.close()
  if (!read.ok) return read
  if (records === 0) return fail('none')
  const damaged = unreadableCount(store.report) + check.finish().length
  return ok({ folder, records, lastSavedAt, damaged, until })
}

/** Takes every frame of the mirror that the journal does not hold yet; asked again it goes on where it was cut off [MI11]. */
export async function restoreFrom(
  given: { disk: Disk; journal: Pick<Journal, 'adopt' | 'lastFrame' | 'readFrame'> },
  folder: string,
): Promise<Result<null, DiskFailure | AppendFailure | 'differs'>> {
  const { disk, journal } = given
  const opened = await openMirrorStore({ disk: onlyReading(disk), folder })
  if (!opened.ok) return opened
  const store = opened.value
  const isIts = await isBeginningOf(store, journal)
  const adopted = isIts
    ? await eachBatch(store, journal.lastFrame(), (frames) => journal.adopt(frames))
    : fail('differs' as const)
  await store.close()
  return adopted
}

/**
 * What was taken before a restore was cut off must be of the same mirror: the last frame that can be read in both tells, for
 * the mirror may have been damaged meanwhile. One that ends before that has nothing to go on with: an older copy, or the rest is lost.
 */
async function isBeginningOf(
  store: MirrorStore,
  journal: Pick<Journal, 'lastFrame' | 'readFrame'>,
): Promise<boolean> {
  if (store.lastFrame() < journal.lastFrame()) return false
  for (let number = journal.lastFrame(); number > 0; number -= 1) {
    const [there, here] = [await store.read(number), await journal.readFrame(number)]
    if (there !== null && here !== null) return isSameFrame(there, here)
  }
  return journal.lastFrame() === 0
}

async function eachBatch<Failure>(
  store: MirrorStore,
  from: number,
  take: (frames: readonly Parameters<Journal['adopt']>[0][number][]) => Promise<Result<null, Failure>>,
): Promise<Result<null, Failure | DiskFailure>> {
  for (let after = from; ;) {
    const frames = await store.readAfter({ after, limit: BATCH })
    if (!frames.ok) return frames
    const last = frames.value.at(-1)
    if (last === undefined) return ok(null)
    const taken = await take(frames.value)
    if (!taken.ok) return taken
    after = last.number
  }
}
