import * as z from 'zod'

import { readJsonFile, writeJsonFile } from '#electron/desk/json-file.ts'
import type { Disk } from '#electron/journal/disk.ts'
import type { Journal } from '#electron/journal/journal.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { MirrorLoss } from '#shared/contracts/mirror-loss.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { instantSchema } from '#shared/contracts/values.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { type MirrorFollower, followMirror } from './follow-mirror.ts'
import { isWithin, mirrorFolderIn, readMarker, writeMarker } from './mirror-folder.ts'

/** What the till remembers of its mirror. */
const chosenSchema = z.strictObject({
  version: z.literal(1),
  folder: z.string(),
  id: z.uuid(),
  isSameDisk: z.boolean(),
  /** Since when it is lost, as head office was told; null while it follows. */
  lostSince: instantSchema.nullable(),
  /** Up to where it held everything when it was lost or left; null while it follows. */
  mirrored: z.number().int().nonnegative().nullable(),
})
type Chosen = z.infer<typeof chosenSchema>

/** What the mirror is, as screens say it [MI7]. `behind`: records that head office may not have and the mirror does not hold. */
export type MirrorState =
  | { readonly kind: 'off' }
  | { readonly kind: 'checking'; readonly folder: string; readonly isSameDisk: boolean }
  | {
      readonly kind: 'following'
      readonly folder: string
      readonly isSameDisk: boolean
      readonly behind: number
    }
  | {
      readonly kind: 'lost'
      readonly folder: string
      readonly isSameDisk: boolean
      readonly cause: MirrorLoss
      readonly since: string
      readonly behind: number | null
    }

export type ChooseMirrorResult = 'chosen' | 'inside-till' | 'no-space' | 'disk-failed'

/** The till's sealed mirror, or none (SPEC.md). */
export interface Mirror {
  /** Begins to follow; before that nothing is written anywhere. */
  start(): void
  /** What the till remembered of its mirror does not parse, and was kept aside. */
  wasUnreadable(): boolean
  state(): MirrorState
  /** Makes a mirror in a folder that a person chose, or goes on with the one that is there. */
  choose(folder: string, terminalId: TerminalId): Promise<ChooseMirrorResult>
  /** From now on there is none; what it holds stays where it is. */
  stop(): Promise<void>
  nudge(): void
  sweep(): void
  close(): Promise<void>
}

const TELL_AGAIN_MS = 60 * 60_000

export async function openMirror(given: {
  disk: Disk
  /** The file in which the till remembers its mirror. */
  path: string
  profileFolder: string
  journal: Journal
  clock: Clock
  timer: Timer
  random: Random
  /** Head office is to learn that the mirror is lost [MI8]. */
  onLost: (cause: MirrorLoss) => void
  /** What a screen says of it may be another. */
  onChange: () => void
}): Promise<Mirror> {
  const { disk, path, journal, clock } = given
  const alone = oneAtATime()
  const stored = await readJsonFile({ disk, path, schema: chosenSchema })
  let chosen: Chosen | null = stored.value
  let { isUnreadable } = stored
  let follower: MirrorFollower | null = null
  let toldAtMs: number | null = null

  function change(changes: Partial<Chosen>): void {
    if (chosen === null) return
    chosen = { ...chosen, ...changes }
    void write()
  }
  /** A write that fails costs a word at the next start, and nothing else. */
  function write() {
    return alone(() => writeJsonFile({ disk, path, value: chosen }))
  }

  function noteTurn(of: MirrorFollower): void {
    if (of !== follower || chosen === null) return
    const cause = of.loss()
    if (cause === null) {
      if (chosen.lostSince !== null || chosen.mirrored !== null) change({ lostSince: null, mirrored: null })
    } else if (chosen.lostSince === null) {
      change({ lostSince: instantOf(clock.wallMs()), mirrored: of.mirrored() ?? chosen.mirrored })
      const isNew = toldAtMs === null || clock.monotonicMs() - toldAtMs >= TELL_AGAIN_MS
      if (isNew) {
        toldAtMs = clock.monotonicMs()
        given.onLost(cause)
      }
    }
    given.onChange()
  }

  function begin(): void {
    if (chosen === null) return
    const { folder, id } = chosen
    const begun: MirrorFollower = followMirror({
      ...given,
      folder,
      id,
      onTurn: () => noteTurn(begun),
    })
    follower = begun
  }

  function behind(): number | null {
    const mirrored = follower?.mirrored() ?? chosen?.mirrored ?? null
    if (mirrored === null) return null
    return journal.unsent().filter((id) => (journal.record(id)?.savedFrame ?? 0) > mirrored).length
  }

  return {
    start: begin,
    wasUnreadable: () => isUnreadable,
    state() {
      if (chosen === null) return { kind: 'off' }
      const { folder, isSameDisk } = chosen
      const cause = follower?.loss() ?? null
      if (cause !== null) {
        const since = chosen.lostSince ?? instantOf(clock.wallMs())
        return { kind: 'lost', folder, isSameDisk, cause, since, behind: behind() }
      }
      if (follower === null || follower.mirrored() === null) return { kind: 'checking', folder, isSameDisk }
      return { kind: 'following', folder, isSameDisk, behind: behind() ?? 0 }
    },
    async choose(wanted, terminalId) {
      if (isWithin(given.profileFolder, wanted)) return 'inside-till'
      const folder = mirrorFolderIn(wanted, terminalId)
      const made = await disk.makeFolder(folder)
      const known = made.ok ? await readMarker(disk, folder) : null
      const id = known ?? uuidV7(given)
      const marked = made.ok ? await writeMarker(disk, folder, id) : made
      if (!marked.ok) return marked.failure === 'no-space' ? 'no-space' : 'disk-failed'
      const [there, here] = [await disk.deviceOf(folder), await disk.deviceOf(given.profileFolder)]
      const isSameDisk = there.ok && here.ok && there.value === here.value
      void follower?.close()
      chosen = { version: 1, folder, id, isSameDisk, lostSince: null, mirrored: null }
      toldAtMs = null
      isUnreadable = false
      begin()
      const written = await write()
      given.onChange()
      return written.ok ? 'chosen' : 'disk-failed'
    },
    async stop() {
      void follower?.close()
      follower = null
      chosen = null
      await alone(() => disk.remove(path))
      given.onChange()
    },
    nudge: () => follower?.nudge(),
    sweep: () => follower?.sweep(),
    async close() {
      const mirrored = follower?.mirrored() ?? null
      if (mirrored !== null && follower?.loss() === null) change({ mirrored })
      await alone(async () => undefined)
      await follower?.close()
    },
  }
}
