import { dirname, join } from 'node:path'

import type { Frame } from '#shared/contracts/frame.ts'
import type { Head } from '#shared/contracts/messages/operations.ts'
import { MAX_BATCH_OPERATIONS } from '#shared/contracts/messages/operations.ts'
import { type Result, ok } from '#shared/kernel/result.ts'

import { makeFolder, replaceFile } from './atomic-file.ts'
import { createChainCheck } from './chain-check.ts'
import type { Disk, DiskFailure } from './disk.ts'
import { encodeFrame } from './frame-codec.ts'
import { type FrameIndex, createFrameIndex } from './frame-index.ts'
import type { JournalReport } from './journal-report.ts'
import {
  asidePath,
  lastSegmentPath,
  lastWrittenPath,
  readNote,
  segmentNumber,
  segmentPath,
} from './segment-names.ts'
import { type SegmentScan, scanSegment } from './segment-scan.ts'

const NOTHING = { offset: 0, length: 0 }

/** A frame with its bytes as they are on disk. */
export interface WrittenFrame {
  readonly frame: Frame
  readonly bytes: Uint8Array
}

/** The journal as found on disk. */
export interface LoadedJournal {
  readonly index: FrameIndex
  readonly head: Head | null
  readonly report: JournalReport
  readonly nextNumber: number
  /** What was written last: an end before its fdatasync would leave it readable, and gone after the next power cut. */
  readonly lastWrite: readonly WrittenFrame[]
  /** The highest segment number ever used. */
  readonly lastSegment: number
  /** The last segment, when it ends at a frame's end and may be appended to. */
  readonly continueAt: { readonly segment: number; readonly size: number } | null
}

/** Reads every segment once, one at a time, and says exactly what is there, what is not and what cannot be read. */
export function loadJournal(given: {
  disk: Disk
  folder: string
}): Promise<Result<LoadedJournal, DiskFailure>> {
  return loadWithout({ noFiles: new Set(), isNew: false }, given)
}

/**
 * `noFiles`: numbers in whose place something stands that is no file: a folder, or a link to nothing. What was there is missing, as if
 * nothing stood there [J14]. `isNew`: damage that was not known was found on the way to the last one of them.
 */
async function loadWithout(
  found: { noFiles: ReadonlySet<number>; isNew: boolean },
  given: { disk: Disk; folder: string },
): Promise<Result<LoadedJournal, DiskFailure>> {
  const { disk, folder } = given
  const { noFiles } = found
  const names = await openFolder(given)
  if (!names.ok) return names
  const segments = names.value
    .flatMap((name) => segmentNumber(name) ?? [])
    .filter((number) => !noFiles.has(number))
    .sort((left, right) => left - right)
  const lastFound = segments.at(-1) ?? 0
  const noted = await readNumber(disk, lastSegmentPath(folder))
  const lastWritten = await readNumber(disk, lastWrittenPath(folder))
  const lastSegment = Math.max(lastFound, noted ?? 0, ...noFiles)
  const wasCreated = noted === null && lastSegment === 0
  const index = createFrameIndex()
  const check = createChainCheck({ isWhole: false })
  const unreadable: { segment: number; offset: number; length: number }[] = []
  const conflicting: number[] = []
  let continueAt: LoadedJournal['continueAt'] = null
  let cutBytes = 0
  let { isNew } = found
  let endsInDamage = false
  /** The number of the last frame that says where the chain stood. */
  let headNumber = 0
  let lastWrite: WrittenFrame[] = []
  /** What ends earlier segments and is no frame, and the number of the last frame before it. */
  const tails: { segment: number; offset: number; length: number; after: number }[] = []

  for (const [at, segment] of segments.entries()) {
    // What a missing segment held may have been the end, until a frame with a higher number follows.
    if (segment !== (segments[at - 1] ?? 0) + 1) endsInDamage = true
    const read = await disk.read(segmentPath(folder, segment))
    if (!read.ok) {
      const isNoFile = read.failure === 'not-found'
      return isNoFile ? loadWithout({ noFiles: new Set([...noFiles, segment]), isNew }, given) : read
    }
    const bytes = read.value
    const scan = segment === lastWritten ? scanWritten(bytes) : scanSegment(bytes)
    const aside: { offset: number; length: number }[] = [...scan.unreadable]
    for (const { frame, offset, length } of scan.frames) {
      const known = index.place(frame.number)
      if (known === undefined) {
        const isInOrder = frame.number > index.lastNumber()
        index.note(frame, { segment, offset, length })
        check.take(frame)
        if (frame.kind === 'saved' || frame.kind === 'checkpoint')
          headNumber = Math.max(headNumber, frame.number)
        if (!isInOrder) continue
        const written = { frame, bytes: bytes.slice(offset, offset + length) }
        if (!isOfOneWrite(lastWrite, frame)) lastWrite = []
        // Where one write ends and the next begins cannot be read: the last so many have the whole of the last one among them.
        else if (lastWrite.length === MAX_BATCH_OPERATIONS) lastWrite.shift()
        lastWrite.push(written)
        endsInDamage = false
      } else if (
        !(await isSameBytes({ ...given, place: known, bytes: bytes.subarray(offset, offset + length) }))
      ) {
        conflicting.push(frame.number)
        aside.push({ offset, length })
      }
    }
    if (endsAfterFrames(scan)) endsInDamage = true
    for (const range of aside) {
      isNew = (await keepAside({ ...given, segment, range, bytes })) || isNew
    }
    unreadable.push(...scan.unreadable.map((range) => ({ segment, ...range })))
    const size = scan.unfinishedAt ?? bytes.length
    if (segment !== lastFound) {
      tails.push({ segment, offset: size, length: bytes.length - size, after: index.lastNumber() })
      continue
    }
    if (size < bytes.length) {
      const cut = await disk.truncate(segmentPath(folder, segment), size)
      if (!cut.ok) continue
      cutBytes = bytes.length - size
    }
    if (lastSegment === lastFound && scan.unreadable.length === 0) continueAt = { segment, size }
  }

  const missingSegments = missingRuns(segments, lastSegment)
  // The ends of a run are enough to know it again; between them may be as many as a number can name.
  for (const segment of missingSegments.flat()) {
    isNew = (await keepAside({ ...given, segment, range: NOTHING, bytes: new Uint8Array() })) || isNew
  }
  for (const { segment, offset, length, after } of tails) {
    // What a segment was left with is no loss where the next one goes on from there [J5].
    const isLoss = length > 0 && after < index.lastNumber() && index.place(after + 1) === undefined
    if (!isLoss) continue
    const read = await disk.read(segmentPath(folder, segment))
    if (!read.ok) return read
    unreadable.push({ segment, offset, length })
    isNew = (await keepAside({ ...given, segment, range: { offset, length }, bytes: read.value })) || isNew
  }
  if (lastSegment > lastFound) endsInDamage = true
  const lastNumber = index.lastNumber() + (endsInDamage ? 1 : 0)
  const missingFrames = index.missingNumbers(lastNumber)
  return ok({
    index,
    head: check.head(),
    nextNumber: lastNumber + 1,
    lastWrite,
    lastSegment,
    continueAt,
    report: {
      wasCreated,
      cutBytes,
      unreadable,
      conflicting,
      missingFrames,
      missingSegments,
      endsInDamage,
      // What is there speaks of records, and there is none: a journal that was begun anew after it was lost.
      isHeadLost: missingFrames.some(([, last]) => last > headNumber) || (lastNumber > 0 && headNumber === 0),
      altered: check.finish(),
      isNew,
    },
  })
}

/** Runs of segment numbers from 1 to `last` that are not among those found, both ends included. */
function missingRuns(found: readonly number[], last: number): (readonly [number, number])[] {
  const ends = [0, ...found, last + 1]
  return ends.flatMap((after, at) => {
    const next = ends[at + 1] ?? after
    return next - after > 1 ? [[after + 1, next - 1] as const] : []
  })
}

/** Only outcomes are written several at once [J3]. */
function isOfOneWrite(before: readonly WrittenFrame[], frame: Frame): boolean {
  const last = before.at(-1)?.frame
  return last?.kind === 'settled' && frame.kind === 'settled' && frame.number === last.number + 1
}

async function openFolder(given: {
  disk: Disk
  folder: string
}): Promise<Result<readonly string[], DiskFailure>> {
  const { disk, folder } = given
  const aside = await makeFolder(disk, join(folder, 'aside'))
  // Bytes that cannot be kept aside stay where they are: that must not keep the till from opening.
  const made = aside.ok ? aside : await makeFolder(disk, folder)
  if (!made.ok) return made
  const synced = await disk.syncFolder(dirname(folder))
  return synced.ok ? disk.list(folder) : synced
}

async function readNumber(disk: Disk, path: string): Promise<number | null> {
  const read = await disk.read(path)
  return read.ok ? readNote(read.value) : null
}

/** A segment in which a frame was confirmed: where none begins any more, all of it is damage, zeros and nothing too [J14]. */
function scanWritten(bytes: Uint8Array): SegmentScan {
  const scan = scanSegment(bytes)
  if (scan.frames.length > 0) return scan
  return { frames: [], unreadable: [{ offset: 0, length: bytes.length }], unfinishedAt: null }
}

/** Damage that no readable frame follows: how many frames it was cannot be told from what comes after [J13]. */
function endsAfterFrames(scan: SegmentScan): boolean {
  const lastDamage = scan.unreadable.at(-1)
  const lastFrame = scan.frames.at(-1)
  return lastDamage !== undefined && (lastFrame === undefined || lastFrame.offset < lastDamage.offset)
}

/** Compared as stored, or as it would be stored: a rewritten frame lost its sealed bytes and nothing else. */
async function isSameBytes(given: {
  disk: Disk
  folder: string
  place: { segment: number; offset: number; length: number }
  bytes: Uint8Array
}): Promise<boolean> {
  const path = segmentPath(given.folder, given.place.segment)
  const first = await given.disk.readRange({ path, offset: given.place.offset, length: given.place.length })
  if (!first.ok) return false
  if (Buffer.compare(first.value, given.bytes) === 0) return true
  const [left, right] = [withoutSeal(first.value), withoutSeal(given.bytes)]
  return left !== null && right !== null && Buffer.compare(left, right) === 0
}

function withoutSeal(bytes: Uint8Array): Uint8Array | null {
  const frame = scanSegment(bytes).frames[0]?.frame
  if (frame?.kind !== 'saved') return null
  return encodeFrame({ ...frame, envelope: { ...frame.envelope, sealedPayload: null } })
}

/** Copies bytes aside once. True when they were not there before. */
async function keepAside(given: {
  disk: Disk
  folder: string
  segment: number
  range: { offset: number; length: number }
  bytes: Uint8Array
}): Promise<boolean> {
  const { disk, folder, segment, range, bytes } = given
  const path = asidePath(folder, { segment, offset: range.offset })
  const known = await disk.read(path)
  if (known.ok) return false
  const kept = bytes.subarray(range.offset, range.offset + range.length)
  // A full disk must not keep the till from opening: the bytes stay where they are in any case.
  return (await replaceFile({ disk, path, bytes: kept })).ok
}
