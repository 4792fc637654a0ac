import type { Result } from '#shared/kernel/result.ts'

/** Why the disk did not do it. `no-space` is the only one that a person can mend by tidying up. */
export type DiskFailure = 'not-found' | 'no-space' | 'io'

/** A file open for writing at its end. */
export interface DiskFile {
  /** Appends all bytes or fails; after a failure some of them may be there. */
  write(bytes: Uint8Array): Promise<Result<null, DiskFailure>>
  /** fdatasync. After a failure nobody knows what is on disk, and asking again proves nothing. */
  sync(): Promise<Result<null, DiskFailure>>
  close(): Promise<void>
}

/**
 * The disk as the till's stores need it. Paths are absolute. A new file or name survives a power cut only after
 * `syncFolder`. Everything it makes is readable by this user alone.
 */
export interface Disk {
  makeFolder(path: string): Promise<Result<null, DiskFailure>>
  /** Opens for writing: at the end of what is there, or of an emptied file. Makes the file when it is missing. */
  open(path: string, mode: 'append' | 'replace'): Promise<Result<DiskFile, DiskFailure>>
  /** The whole file; `not-found` also where a folder stands in its place, or a file in the place of its folder. */
  read(path: string): Promise<Result<Uint8Array, DiskFailure>>
  /** Exactly `length` bytes from `offset`, or `io`. */
  readRange(range: { path: string; offset: number; length: number }): Promise<Result<Uint8Array, DiskFailure>>
  /** Names in a folder, sorted; `not-found` without the folder. */
  list(path: string): Promise<Result<readonly string[], DiskFailure>>
  /** Cuts a file to `size` bytes and syncs it. */
  truncate(path: string, size: number): Promise<Result<null, DiskFailure>>
  /** Takes the place of `to` at once. */
  rename(from: string, to: string): Promise<Result<null, DiskFailure>>
  remove(path: string): Promise<Result<null, DiskFailure>>
  syncFolder(path: string): Promise<Result<null, DiskFailure>>
  freeBytes(path: string): Promise<Result<number, DiskFailure>>
  /** A name that is the same for everything on one disk, and another on every other. */
  deviceOf(path: string): Promise<Result<string, DiskFailure>>
}
