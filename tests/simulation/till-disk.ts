import type { Disk, DiskFile } from '#electron/journal/disk.ts'
import { type MemoryDisk, type DiskFault, createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { UPGRADE_FOLDER } from './till-main.ts'
import type { MainPoint, PlannedFault } from './plan.ts'
import { type World, never } from './world.ts'

const LITTLE_ROOM = 100 * 2 ** 20
const MUCH_ROOM = 100 * 2 ** 30
const SYNC_MS = 6

type Kill = Extract<PlannedFault, { kind: 'kill-main' }>

/** The disk of one till over all lives of its main process. */
export interface TillDisk {
  readonly memory: MemoryDisk
  /** The disk as one life of main sees it: once it is dead, nothing is done and nothing answered. */
  forLife(isAlive: () => boolean, kill: (by: Kill) => void): Disk
  /** The kill that waits for this point, if it is due; it comes once. */
  takeKill(...points: readonly MainPoint[]): Kill | null
  /** Set while segments are rewritten without sealed bytes. */
  isRemoving: boolean
}

export function createTillDisk(world: World, till: number): TillDisk {
  const memory = createMemoryDisk()
  let planned: DiskFault | null = null
  memory.setPlan(() => {
    const fault = planned
    planned = null
    return fault
  })
  const kills = world.plan.faults.filter((fault) => fault.kind === 'kill-main' && fault.till === till)
  const open = new Set(kills as Kill[])

  function takeKill(...points: readonly MainPoint[]): Kill | null {
    if (world.isHealed) return null
    for (const kill of open) {
      if (kill.fromMs > world.planMs() || !points.includes(kill.at)) continue
      open.delete(kill)
      return kill
    }
    return null
  }

  const self: TillDisk = { memory, takeKill, forLife, isRemoving: false }

  function forLife(isAlive: () => boolean, kill: (by: Kill) => void): Disk {
    const trouble = () => world.active('disk', till)?.fault ?? null
    const whileAlive = <Value>(work: () => Promise<Value>): Promise<Value> =>
      isAlive() ? work().then((value) => (isAlive() ? value : never<Value>())) : never<Value>()
    const die = (by: Kill): Promise<never> => {
      kill(by)
      return never()
    }
    const isReadOnly = (): boolean => {
      if (trouble() !== 'read-only') return false
      world.reach(27)
      return true
    }

    async function write(file: DiskFile, given: { bytes: Uint8Array; isUpgrade: boolean }) {
      const { bytes } = given
      // What is written matters to a kill that is still to come, and to nothing else.
      const isWatched = open.size > 0 && !world.isHealed
      const inUpgrade = given.isUpgrade ? takeKill('in-upgrade') : null
      if (inUpgrade !== null) {
        await file.write(bytes.subarray(0, bytes.length >> 1))
        world.reach(14)
        return die(inUpgrade)
      }
      if (given.isUpgrade) return file.write(bytes)
      const text = isWatched
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
        : ''
      const isSaved = text.includes('"kind":"saved"')
      const isOutcome = text.includes('"kind":"settled"')
      if (self.isRemoving) {
        const by = takeKill('in-removal')
        if (by !== null) {
          world.reach(13)
          return die(by)
        }
      } else if (isSaved && text.includes('"type":"resolution"')) {
        const by = takeKill('in-resolution')
        if (by !== null) {
          await file.write(bytes.subarray(0, bytes.length >> 1))
          world.reach(12)
          return die(by)
        }
      }
      const before = isSaved ? takeKill('before-write') : isOutcome ? takeKill('before-outcomes') : null
      if (before !== null) {
        world.reach(isSaved ? 1 : 10)
        return die(before)
      }
      const middle = isSaved ? takeKill('mid-write') : isOutcome ? takeKill('mid-outcomes') : null
      if (middle !== null) {
        world.reach(isSaved ? 2 : 11)
        await file.write(bytes.subarray(0, Math.floor(bytes.length * 0.6)))
        return die(middle)
      }
      const now = trouble()
      if (now === 'no-space') {
        world.reach(26)
        return fail('no-space' as const)
      }
      if (now === 'short') {
        world.reach(26)
        planned = 'short'
      }
      if (now === 'stuck') {
        world.reach(28)
        const untilMs = world.active('disk', till)?.untilMs ?? 0
        await world.time.wait(untilMs - world.planMs())
        if (!isAlive()) return never<never>()
      }
      return file.write(bytes)
    }

    async function sync(file: DiskFile) {
      const before = takeKill('before-sync')
      if (before !== null) {
        world.reach(3)
        return die(before)
      }
      await world.time.wait(SYNC_MS)
      if (!isAlive()) return never<never>()
      if (trouble() === 'sync-fails') planned = 'io'
      const synced = await file.sync()
      const after = takeKill('after-sync')
      if (after === null) return synced
      world.reach(4)
      return die(after)
    }

    return {
      makeFolder: (path) => whileAlive(() => memory.makeFolder(path)),
      open: (path, mode) =>
        whileAlive(async () => {
          if (isReadOnly()) return fail('io')
          const file = await memory.open(path, mode)
          if (!file.ok) return file
          const isUpgrade = path.startsWith(UPGRADE_FOLDER)
          return ok({
            write: (bytes) =>
              whileAlive(async () =>
                isReadOnly() ? fail('io' as const) : write(file.value, { bytes, isUpgrade }),
              ),
            sync: () => whileAlive(() => sync(file.value)),
            close: () => whileAlive(() => file.value.close()),
          })
        }),
      read: (path) => whileAlive(() => memory.read(path)),
      readRange: (range) => whileAlive(() => memory.readRange(range)),
      list: (path) => whileAlive(() => memory.list(path)),
      truncate: (path, size) =>
        whileAlive(async () => (isReadOnly() ? fail('io' as const) : memory.truncate(path, size))),
      rename: (from, to) =>
        whileAlive(async () => (isReadOnly() ? fail('io' as const) : memory.rename(from, to))),
      remove: (path) => whileAlive(async () => (isReadOnly() ? fail('io' as const) : memory.remove(path))),
      syncFolder: (path) => whileAlive(() => memory.syncFolder(path)),
      deviceOf: (path) => whileAlive(() => memory.deviceOf(path)),
      freeBytes: (path) =>
        whileAlive(() => {
          const isFull = trouble() === 'full'
          if (isFull) world.reach(26)
          memory.setFreeBytes(isFull ? LITTLE_ROOM : MUCH_ROOM)
          return memory.freeBytes(path)
        }),
    }
  }
  return self
}
