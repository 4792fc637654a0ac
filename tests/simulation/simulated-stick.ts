import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { type MemoryDisk, createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { mirrorFolderIn } from '#electron/mirror/mirror-folder.ts'
import { openMirrorStore } from '#electron/mirror/mirror-store.ts'
import type { OperationId, TerminalId } from '#shared/contracts/identifiers.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { type World, never } from './world.ts'

export const STICK_FOLDER = '/stick'

const SYNC_MS = 3
const BATCH = 1000

/** The stick of one terminal. It is in one machine at a time. */
export interface SimulatedStick {
  readonly memory: MemoryDisk
  /** The number of the machine that has it. */
  machine: number
}

export function createStick(machine: number): SimulatedStick {
  const memory = createMemoryDisk()
  void memory.makeFolder(STICK_FOLDER)
  return { memory, machine }
}

/** The records that can be read from it, as a copy is read: by whom the oracle asks, and not who restores. */
export async function recordsOn(
  { memory }: SimulatedStick,
  terminalId: TerminalId,
): Promise<ReadonlySet<OperationId>> {
  const folder = mirrorFolderIn(STICK_FOLDER, terminalId)
  const copy = createMemoryDisk()
  await copy.makeFolder(folder)
  copy.putBack(memory.copy())
  const store = await openMirrorStore({ disk: copy, folder })
  const frames = store.ok ? await store.value.readAfter({ after: 0, limit: BATCH }) : null
  const read = frames?.ok === true ? frames.value : []
  return new Set(read.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope.id] : [])))
}

/** The disk of a machine with the stick in it, which may be out, full, or hang. */
export function withStick(given: {
  world: World
  disk: Disk
  stick: SimulatedStick
  machine: number
  isAlive: () => boolean
}): Disk {
  const { world, disk, stick, machine, isAlive } = given
  const { memory } = stick
  const lasting = () => (stick.machine === machine ? world.active('stick', machine) : null)
  const isOut = () => stick.machine !== machine || lasting()?.fault === 'out'
  const isOnStick = (path: string) => path === STICK_FOLDER || path.startsWith(`${STICK_FOLDER}/`)

  async function onStick<Value>(
    missing: DiskFailure,
    run: () => Promise<Result<Value, DiskFailure>>,
  ): Promise<Result<Value, DiskFailure>> {
    const now = lasting()
    if (now?.fault === 'stuck') await world.time.wait(now.untilMs - world.planMs())
    if (!isAlive()) return never()
    if (isOut()) return fail(missing)
    const done = await run()
    return isAlive() ? done : never()
  }
  const on = <Value>(path: string, run: (of: Disk) => Promise<Result<Value, DiskFailure>>) =>
    isOnStick(path) ? onStick('not-found', () => run(memory)) : run(disk)

  return {
    makeFolder: (path) => on(path, (of) => of.makeFolder(path)),
    async open(path, mode) {
      const opened = await on(path, (of) => of.open(path, mode))
      if (!opened.ok || !isOnStick(path)) return opened
      const { value: file } = opened
      return ok({
        write: (bytes) =>
          onStick<null>('io', async () =>
            lasting()?.fault === 'full' ? fail('no-space' as const) : file.write(bytes),
          ),
        sync: () =>
          onStick<null>('io', async () => {
            await world.time.wait(SYNC_MS)
            return isOut() ? fail('io' as const) : file.sync()
          }),
        close: () => file.close(),
      })
    },
    read: (path) => on(path, (of) => of.read(path)),
    readRange: (range) => on(range.path, (of) => of.readRange(range)),
    list: (path) => on(path, (of) => of.list(path)),
    truncate: (path, size) => on(path, (of) => of.truncate(path, size)),
    rename: (from, to) => on(from, (of) => of.rename(from, to)),
    remove: (path) => on(path, (of) => of.remove(path)),
    syncFolder: (path) => on(path, (of) => of.syncFolder(path)),
    freeBytes: (path) => on(path, (of) => of.freeBytes(path)),
    async deviceOf(path) {
      const device = await on(path, (of) => of.deviceOf(path))
      return device.ok && isOnStick(path) ? ok('stick') : device
    },
  }
}
