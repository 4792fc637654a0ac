import {
  type FileHandle,
  constants,
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  statfs,
} from 'node:fs/promises'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { Disk, DiskFailure, DiskFile } from './disk.ts'

const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = constants
/** Always at the end: a handle that counted for itself would leave a hole where a half-written frame was cut off [J5]. */
const APPEND = O_WRONLY | O_CREAT | O_APPEND
const PRIVATE_FILE = 0o600
const PRIVATE_FOLDER = 0o700

/** What says that there is nothing of that name; below a file nothing is there. */
const ABSENT: readonly string[] = ['ENOENT', 'ENOTDIR']

/** The disk of this machine. */
export const nodeDisk: Disk = {
  makeFolder: (path) =>
    attempt(async () => void (await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER }))),
  open: (path, mode) =>
    attempt(async () =>
      fileOf(await open(path, mode === 'append' ? APPEND : APPEND | O_TRUNC, PRIVATE_FILE)),
    ),
  // A folder is no file of that name.
  read: (path) => attempt(async () => new Uint8Array(await readFile(path)), [...ABSENT, 'EISDIR']),
  readRange: ({ path, offset, length }) =>
    attempt(() => withFile(path, 'r', (file) => readFully({ file, offset, length }))),
  list: (path) => attempt(async () => (await readdir(path)).sort()),
  truncate: (path, size) =>
    attempt(() =>
      withFile(path, 'r+', async (file) => {
        await file.truncate(size)
        await file.datasync()
      }),
    ),
  rename: (from, to) => attempt(() => rename(from, to)),
  remove: (path) => attempt(() => rm(path)),
  syncFolder: (path) => attempt(() => withFile(path, 'r', (file) => file.sync().catch(unlessUnsupported))),
  freeBytes: (path) =>
    attempt(async () => {
      const { bavail, bsize } = await statfs(path)
      return bavail * bsize
    }),
  deviceOf: (path) => attempt(async () => String((await stat(path)).dev)),
}

function fileOf(file: FileHandle): DiskFile {
  return {
    write: (bytes) =>
      attempt(async () => {
        for (let done = 0; done < bytes.length;) {
          const { bytesWritten } = await file.write(bytes, done)
          done += bytesWritten
        }
      }),
    sync: () => attempt(() => file.datasync()),
    close: () => file.close().catch(() => undefined),
  }
}

async function readFully(asked: { file: FileHandle; offset: number; length: number }): Promise<Uint8Array> {
  const bytes = new Uint8Array(asked.length)
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await asked.file.read(bytes, done, bytes.length - done, asked.offset + done)
    if (bytesRead === 0) throw new Error('the file ends before the range')
    done += bytesRead
  }
  return bytes
}

async function withFile<Value>(path: string, flags: string, run: (file: FileHandle) => Promise<Value>) {
  const file = await open(path, flags)
  try {
    return await run(file)
  } finally {
    await file.close()
  }
}

/** Windows cannot sync a folder and does not need to: its file systems journal names. */
function unlessUnsupported(error: unknown): void {
  if (process.platform !== 'win32') throw error
}

async function attempt<Value>(
  run: () => Promise<Value>,
  absent: readonly string[] = ABSENT,
): Promise<Result<NonVoid<Value>, DiskFailure>> {
  try {
    return ok(((await run()) ?? null) as NonVoid<Value>)
  } catch (error) {
    return fail(failureOf(error, absent))
  }
}

type NonVoid<Value> = Value extends void ? null : Value

function failureOf(error: unknown, absent: readonly string[]): DiskFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (absent.includes(code)) return 'not-found'
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'no-space' : 'io'
}
