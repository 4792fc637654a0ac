import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { Disk, DiskFailure, DiskFile } from './disk.ts'

/** What the disk is about to do. A plan decides whether it does. */
export type DiskStep =
  | 'make-folder'
  | 'open'
  | 'write'
  | 'sync'
  | 'read'
  | 'list'
  | 'truncate'
  | 'rename'
  | 'remove'
  | 'sync-folder'
  | 'free'

/** `short` writes half and fails as a full disk does; `crash` stops the machine before the step is done. */
export type DiskFault = 'no-space' | 'io' | 'short' | 'crash'

/** Thrown by the step at which the machine stops: nothing after it runs. */
export class PowerCut extends Error {}

export interface MemoryDisk extends Disk {
  /**
   * Stops the machine: what was not synced goes, but for the first `keptBytes` of what each file had not synced; of so many more
   * there is room, and zeros in it.
   */
  crash(keptBytes?: number, zeroedBytes?: number): void
  setFreeBytes(bytes: number): void
  /** Asked before each step; steps are counted from 0 over the life of the disk. */
  setPlan(plan: (step: DiskStep, index: number) => DiskFault | null): void
  stepsDone(): number
  /** Replaces the bytes of a file, synced: damage from outside. */
  put(path: string, bytes: Uint8Array): void
  files(): readonly string[]
  /** What a power cut would leave of a file now; null when not even its name. */
  durable(path: string): Uint8Array | null
  /** Everything as it is seen now, as a copy of the profile would hold it. */
  copy(): DiskCopy
  /** Puts a copy in the place of everything, synced. */
  putBack(copy: DiskCopy): void
}

/** Files by path. */
export type DiskCopy = ReadonlyMap<string, Uint8Array>

interface Inode {
  bytes: Uint8Array
  /** What was written to last, and up to where: behind that nobody sees anything, so it can be written in place. */
  room: { readonly buffer: ArrayBufferLike; readonly taken: number }
  /** What a power cut leaves. */
  durable: Uint8Array
  /** From here on an fdatasync failed: the kernel dropped these pages and will report success from now on. */
  lostFrom: number | null
}

const NOTHING = new Uint8Array()

function inodeOf(bytes: Uint8Array, durable: Uint8Array): Inode {
  return { bytes, room: { buffer: NOTHING.buffer, taken: 0 }, durable, lostFrom: null }
}

/** A disk in memory with two layers: what the machine sees, and what a power cut leaves. */
export function createMemoryDisk(): MemoryDisk {
  let seen = new Map<string, Inode>()
  let durable = new Map<string, Inode>()
  const folders = new Set<string>(['/'])
  let free = 100 * 2 ** 30
  let steps = 0
  let plan: (step: DiskStep, index: number) => DiskFault | null = () => null

  async function step<Value>(
    kind: DiskStep,
    run: (fault: DiskFault | null) => Result<Value, DiskFailure>,
  ): Promise<Result<Value, DiskFailure>> {
    const planned = plan(kind, steps)
    const fault = planned === 'short' && kind !== 'write' ? null : planned
    steps += 1
    if (fault === 'crash') throw new PowerCut()
    if (fault === 'no-space' || fault === 'io') {
      if (kind === 'sync') run(fault)
      return fail(fault)
    }
    return run(fault)
  }

  function fileOf(inode: Inode): DiskFile {
    return {
      write: (bytes) =>
        step('write', (fault) => {
          const written = fault === 'short' ? bytes.subarray(0, bytes.length >> 1) : bytes
          append(inode, written)
          return fault === 'short' ? fail('no-space') : ok(null)
        }),
      sync: () =>
        step('sync', (fault) => {
          if (fault !== null) inode.lostFrom ??= inode.durable.length
          else inode.durable = inode.lostFrom === null ? inode.bytes : inode.bytes.slice(0, inode.lostFrom)
          return ok(null)
        }),
      close: async () => undefined,
    }
  }

  return {
    makeFolder: (path) =>
      step('make-folder', () => {
        for (let at = path; !folders.has(at); at = folderOf(at)) folders.add(at)
        return ok(null)
      }),
    open: (path, mode) =>
      step('open', () => {
        if (!folders.has(folderOf(path))) return fail('not-found')
        const inode = seen.get(path) ?? inodeOf(NOTHING, NOTHING)
        if (mode === 'replace') inode.bytes = NOTHING
        seen.set(path, inode)
        return ok(fileOf(inode))
      }),
    read: (path) => step('read', () => found(seen.get(path)?.bytes.slice())),
    readRange: ({ path, offset, length }) =>
      step('read', () => {
        const bytes = seen.get(path)?.bytes.subarray(offset, offset + length)
        return bytes !== undefined && bytes.length !== length ? fail('io') : found(bytes)
      }),
    list: (path) =>
      step('list', () => {
        if (!folders.has(path)) return fail('not-found')
        const names = [...seen.keys(), ...folders].filter((name) => folderOf(name) === path && name !== path)
        return ok(names.map((name) => name.slice(path === '/' ? 1 : path.length + 1)).sort())
      }),
    truncate: (path, size) =>
      step('truncate', () => {
        const inode = seen.get(path)
        if (inode === undefined) return fail('not-found')
        inode.bytes = inode.bytes.slice(0, size)
        inode.durable = inode.durable.slice(0, size)
        return ok(null)
      }),
    rename: (from, to) =>
      step('rename', () => {
        const inode = seen.get(from)
        if (inode === undefined) return fail('not-found')
        seen.delete(from)
        seen.set(to, inode)
        return ok(null)
      }),
    remove: (path) => step('remove', () => (seen.delete(path) ? ok(null) : fail('not-found'))),
    syncFolder: (path) =>
      step('sync-folder', () => {
        for (const name of durable.keys())
          if (folderOf(name) === path && !seen.has(name)) durable.delete(name)
        for (const [name, inode] of seen) if (folderOf(name) === path) durable.set(name, inode)
        return ok(null)
      }),
    freeBytes: () => step('free', () => ok(free)),
    deviceOf: async (path) => (folders.has(path) || seen.has(path) ? ok('memory') : fail('not-found')),
    crash(keptBytes = 0, zeroedBytes = 0) {
      for (const inode of new Set([...durable.values(), ...seen.values()])) {
        const isKept = inode.lostFrom === null
        const kept = isKept ? inode.durable.length + keptBytes : inode.durable.length
        inode.bytes = inode.bytes.slice(0, Math.max(inode.durable.length, kept + (isKept ? zeroedBytes : 0)))
        inode.bytes.fill(0, kept)
        if (inode.bytes.length < inode.durable.length) inode.bytes = inode.durable
        inode.durable = inode.bytes
        inode.lostFrom = null
      }
      seen = new Map(durable)
      durable = new Map(seen)
    },
    setFreeBytes: (bytes) => void (free = bytes),
    setPlan: (given) => void (plan = given),
    stepsDone: () => steps,
    put(path, bytes) {
      const inode = inodeOf(bytes, bytes)
      seen.set(path, inode)
      durable.set(path, inode)
    },
    files: () => [...seen.keys()].sort(),
    durable: (path) => durable.get(path)?.durable ?? null,
    copy: () => new Map([...seen].map(([path, { bytes }]) => [path, bytes])),
    putBack(copy) {
      seen = new Map([...copy].map(([path, bytes]) => [path, inodeOf(bytes, bytes)]))
      durable = new Map(seen)
    },
  }
}

/** The folder of a path from the root of this disk. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')))
}

/** Writes `more` behind what `inode` holds. Whoever saw the bytes of before sees them as they were. */
function append(inode: Inode, more: Uint8Array): void {
  const { bytes, room } = inode
  const length = bytes.length + more.length
  const isAtEnd = bytes.buffer === room.buffer && bytes.length === room.taken
  const isRoomy = isAtEnd && length <= room.buffer.byteLength
  // What is written once is mostly written whole; what grows is given more than it needs.
  const buffer = isRoomy ? room.buffer : new ArrayBuffer(bytes.length === 0 ? length : 2 * length)
  const whole = new Uint8Array(buffer, 0, length)
  if (!isRoomy) whole.set(bytes)
  whole.set(more, bytes.length)
  inode.bytes = whole
  inode.room = { buffer, taken: length }
}

function found(bytes: Uint8Array | undefined): Result<Uint8Array, DiskFailure> {
  return bytes === undefined ? fail('not-found') : ok(bytes)
}
