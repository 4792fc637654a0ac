import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { isDamaged } from '#electron/journal/journal-report.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { MirrorLoss } from '#shared/contracts/mirror-loss.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { compareMirror } from './compare-mirror.ts'
import { emptyMirror, readMarker } from './mirror-folder.ts'
import { type MirrorStore, openMirrorStore } from './mirror-store.ts'

/** Keeps one mirror's folder at the journal's end. */
export interface MirrorFollower {
  /** The journal has more; costs the caller nothing [MI1]. */
  nudge(): void
  /** Sealed bytes were given up [MI2]. */
  sweep(): void
  loss(): MirrorLoss | null
  /** Up to which frame the mirror is known to hold everything; null before it was opened. */
  mirrored(): number | null
  /** Ends after the step that is under way; it is not waited for beyond that. */
  close(): Promise<void>
}

/** Few enough to be read between two saves; what was written last before a loss is among so many [MI5]. */
const BATCH = 50
const LOOK_EVERY_MS = 10_000
/** What is saved within this time is copied at once: a burst of saves shares its time with few reads. */
export const GATHER_MS = 100
/** A stick that answers nothing for so long is lost [MI6]. */
const ANSWER_WITHIN_MS = 10_000

export function followMirror(given: {
  disk: Disk
  folder: string
  /** What `mirror.json` has to say. */
  id: string
  journal: Pick<Journal, 'readFrames' | 'readFrame' | 'lastFrame' | 'report'>
  clock: Clock
  timer: Timer
  /** It was lost, for another reason than before; or it was opened, and holds what was there then. */
  onTurn: () => void
}): MirrorFollower {
  const { disk, folder, journal, clock, timer, onTurn } = given
  let store: MirrorStore | null = null
  let mirrored: number | null = null
  /** The end of what need not be written again [MI5]. */
  let copied = 0
  let loss: MirrorLoss | null = null
  let working: Promise<void> | null = null
  let stepSinceMs: number | null = null
  let hasMore = false
  let hasRemoved = false
  const life = { isClosed: false }
  let cancel: () => void = () => undefined
  let cancelGathering: (() => void) | null = null

  function turn(next: MirrorLoss | null): void {
    if (next === loss) return
    loss = next
    onTurn()
  }

  /** Each step on the stick is begun after the one before ended, and timed. */
  async function step<Value>(run: () => Promise<Value>): Promise<Value> {
    stepSinceMs = clock.monotonicMs()
    const value = await run()
    stepSinceMs = null
    return value
  }

  async function open(): Promise<Result<MirrorStore, MirrorLoss>> {
    const opened = await step(() => openMirrorStore({ disk, folder }))
    if (!opened.ok) return fail(lossOf(opened.failure))
    const verdict = await step(() => compareMirror(opened.value, journal))
    if (verdict === 'same') return ok(opened.value)
    await step(() => opened.value.close())
    if (verdict === 'differs') return fail('differs')
    if (isDamaged(journal.report)) return fail('damaged')
    const emptied = await step(() => emptyMirror(disk, folder))
    if (!emptied.ok) return fail(lossOf(emptied.failure))
    const anew = await step(() => openMirrorStore({ disk, folder }))
    return anew.ok ? anew : fail(lossOf(anew.failure))
  }

  /** A mirror that does not say which one it is any more does not go on by itself: a person has to choose it. */
  async function isSomethingThere(): Promise<boolean> {
    const names = await step(() => disk.list(folder))
    return names.ok && names.value.length > 0
  }

  /** What is at hand may be another copy than the one that was opened: pulled out and put back between two looks. */
  async function isStillThere(opened: MirrorStore): Promise<boolean> {
    const last = opened.lastFrame()
    return last === 0 || (await step(() => opened.read(last))) !== null
  }

  async function leave(): Promise<void> {
    const left = store
    store = null
    if (left !== null) await step(() => left.close())
  }

  async function follow(): Promise<Result<null, MirrorLoss>> {
    const id = await step(() => readMarker(disk, folder))
    if (id !== given.id) return fail(id !== null || (await isSomethingThere()) ? 'another' : 'not-there')
    if (store !== null && !(await isStillThere(store))) await leave()
    if (store === null) {
      const opened = await open()
      if (!opened.ok) return opened
      store = opened.value
      copied = Math.max(0, store.lastFrame() - BATCH)
      mirrored = Math.min(mirrored ?? copied, store.lastFrame())
    }
    const target = store
    while (!life.isClosed) {
      const frames = await journal.readFrames({ after: copied, limit: BATCH })
      // Trouble of the journal is the journal's to say.
      if (!frames.ok || frames.value.length === 0) break
      const written = await step(() => target.write(frames.value))
      if (!written.ok) return fail(lossOf(written.failure))
      copied = frames.value.at(-1)?.number ?? copied
      mirrored = Math.max(mirrored ?? 0, copied)
    }
    if (!hasRemoved) return ok(null)
    hasRemoved = false
    const rewritten = await step(() => target.rewriteRemoved())
    return rewritten.ok ? rewritten : fail(lossOf(rewritten.failure))
  }

  async function work(): Promise<void> {
    do {
      hasMore = false
      const wasOpen = store !== null
      const followed = await follow()
      if (!followed.ok) await leave()
      if (!followed.ok) turn(followed.failure)
      else if (loss !== null) turn(null)
      else if (!wasOpen) onTurn()
    } while (hasMore && loss === null && !life.isClosed)
  }

  function start(): void {
    hasMore = true
    if (working !== null || life.isClosed) return
    working = work().finally(() => {
      working = null
    })
  }

  function look(): void {
    if (life.isClosed) return
    cancel = timer.after(LOOK_EVERY_MS, look)
    const isStuck = stepSinceMs !== null && clock.monotonicMs() - stepSinceMs >= ANSWER_WITHIN_MS
    if (isStuck) turn('not-answering')
    start()
  }

  cancel = timer.after(LOOK_EVERY_MS, look)
  start()
  return {
    nudge() {
      // A mirror that is lost is tried again in its own time, not at every save.
      if (loss !== null || cancelGathering !== null) return
      cancelGathering = timer.after(GATHER_MS, () => {
        cancelGathering = null
        start()
      })
    },
    sweep() {
      hasRemoved = true
      if (loss === null) start()
    },
    loss: () => loss,
    mirrored: () => mirrored,
    async close() {
      life.isClosed = true
      cancel()
      cancelGathering?.()
      await working
      await store?.close()
    },
  }
}

function lossOf(failure: DiskFailure): MirrorLoss {
  if (failure === 'not-found') return 'not-there'
  return failure === 'no-space' ? 'no-space' : 'disk-failed'
}
