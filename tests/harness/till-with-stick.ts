import type { Disk } from '#electron/journal/disk.ts'
import { type MemoryDisk, createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { fail, ok } from '#shared/kernel/result.ts'

export const STICK = '/stick'

/** A machine's disk and a stick in one tree; the stick can be pulled out, hang, or be the wrong one. */
export interface TillWithStick {
  readonly disk: Disk
  readonly till: MemoryDisk
  readonly stick: MemoryDisk
  pullOut(): void
  putBack(): void
  /** From now on nothing on the stick is answered, until the returned function is called. */
  hang(): () => void
}

export async function createTillWithStick(
  till = createMemoryDisk(),
  stick = createMemoryDisk(),
): Promise<TillWithStick> {
  await stick.makeFolder(STICK)
  let isThere = true
  let held: Promise<void> = Promise.resolve()
  const on = (path: string): MemoryDisk | null => {
    if (path !== STICK && !path.startsWith(`${STICK}/`)) return till
    return isThere ? stick : null
  }
  async function answer<Value>(path: string, run: (disk: MemoryDisk) => Promise<Value>) {
    if (on(path) === till) return run(till)
    await held
    const disk = on(path)
    return disk === null ? fail('not-found' as const) : run(disk)
  }
  const disk: Disk = {
    makeFolder: (path) => answer(path, (of) => of.makeFolder(path)),
    async open(path, mode) {
      const opened = await answer(path, (of) => of.open(path, mode))
      if (!opened.ok || on(path) === till) return opened
      const { value: file } = opened
      const whileThere = async <Value>(run: () => Promise<Value>) => {
        await held
        return isThere ? run() : fail('io' as const)
      }
      return ok({
        ...file,
        write: (bytes) => whileThere(() => file.write(bytes)),
        sync: () => whileThere(() => file.sync()),
      })
    },
    read: (path) => answer(path, (of) => of.read(path)),
    readRange: (range) => answer(range.path, (of) => of.readRange(range)),
    list: (path) => answer(path, (of) => of.list(path)),
    truncate: (path, size) => answer(path, (of) => of.truncate(path, size)),
    rename: (from, to) => answer(from, (of) => of.rename(from, to)),
    remove: (path) => answer(path, (of) => of.remove(path)),
    syncFolder: (path) => answer(path, (of) => of.syncFolder(path)),
    freeBytes: (path) => answer(path, (of) => of.freeBytes(path)),
    async deviceOf(path) {
      const device = await answer(path, (of) => of.deviceOf(path))
      return device.ok ? ok(on(path) === till ? 'till' : 'stick') : device
    },
  }
  return {
    disk,
    till,
    stick,
    pullOut: () => void (isThere = false),
    putBack: () => void (isThere = true),
    hang() {
      let letGo = () => {}
      held = new Promise((resolve) => (letGo = resolve))
      return letGo
    },
  }
}
