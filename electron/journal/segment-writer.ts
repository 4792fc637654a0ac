import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { replaceFile } from './atomic-file.ts'
import type { Disk, DiskFailure, DiskFile } from './disk.ts'
import type { Place } from './frame-index.ts'
import { SEGMENT_BYTES, lastSegmentPath, lastWrittenPath, noteOf, segmentPath } from './segment-names.ts'

/** `isKnown`: certain that nothing of it counts. Otherwise the bytes may be on disk, and must be written again as they are. */
export interface WriteFailure {
  readonly cause: DiskFailure
  readonly isKnown: boolean
}

/** Puts bytes at the end of the journal, so that they are there after a power cut or known not to be. */
export interface SegmentWriter {
  write(bytes: Uint8Array): Promise<Result<Place, WriteFailure>>
  /** From then on a journal of which nothing is there is one that was taken away [J14]. */
  noteBegun(): Promise<Result<null, DiskFailure>>
  /** Takes no more for the segment that is written to now. */
  endSegment(): Promise<void>
  activeSegment(): number | null
  close(): Promise<void>
}

interface Active {
  readonly segment: number
  readonly file: DiskFile
  size: number
  /** Whether `last-written` names it [J14]. */
  isNoted: boolean
}

/** `continueAt`: the last segment, when it may still be appended to. `lastSegment`: the highest number ever used. */
export function createSegmentWriter(given: {
  disk: Disk
  folder: string
  lastSegment: number
  continueAt: { segment: number; size: number } | null
}): SegmentWriter {
  const { disk, folder } = given
  let highest = given.lastSegment
  let resume = given.continueAt
  let active: Active | null = null

  const noteIn = (path: string, segment: number) => replaceFile({ disk, path, bytes: noteOf(segment) })
  const noteLast = (segment: number) => noteIn(lastSegmentPath(folder), segment)

  async function leave(): Promise<void> {
    const left = active
    active = null
    resume = null
    await left?.file.close()
  }

  async function begin(): Promise<Result<Active, DiskFailure>> {
    const segment = highest + 1
    const file = await disk.open(segmentPath(folder, segment), 'replace')
    if (!file.ok) return file
    highest = segment
    const named = await disk.syncFolder(folder)
    const noted = named.ok ? await noteLast(segment) : named
    if (!noted.ok) {
      await file.value.close()
      return noted
    }
    return ok({ segment, file: file.value, size: 0, isNoted: false })
  }

  async function current(): Promise<Result<Active, DiskFailure>> {
    if (active !== null && active.size >= SEGMENT_BYTES) await leave()
    if (active !== null) return ok(active)
    if (resume !== null && resume.size < SEGMENT_BYTES) {
      const file = await disk.open(segmentPath(folder, resume.segment), 'append')
      if (file.ok) return ok((active = { ...resume, file: file.value, isNoted: false }))
    }
    const begun = await begin()
    if (begun.ok) active = begun.value
    return begun
  }

  async function writeOnce(bytes: Uint8Array): Promise<Result<Place, WriteFailure>> {
    const got = await current()
    if (!got.ok) return fail({ cause: got.failure, isKnown: true })
    const target = got.value
    const written = await target.file.write(bytes)
    if (!written.ok) {
      const cut = await disk.truncate(segmentPath(folder, target.segment), target.size)
      if (!cut.ok) await leave()
      return fail({ cause: written.failure, isKnown: cut.ok })
    }
    const synced = await target.file.sync()
    if (!synced.ok) {
      await leave()
      return fail({ cause: synced.failure, isKnown: false })
    }
    // The frame is safe whether or not this is noted: it only tells a loss of all of the segment from one that was never written.
    if (!target.isNoted) target.isNoted = (await noteIn(lastWrittenPath(folder), target.segment)).ok
    const place = { segment: target.segment, offset: target.size, length: bytes.length }
    target.size += bytes.length
    return ok(place)
  }

  return {
    async write(bytes) {
      const first = await writeOnce(bytes)
      if (first.ok || first.failure.isKnown) return first
      const again = await writeOnce(bytes)
      return again.ok ? again : fail({ cause: again.failure.cause, isKnown: false })
    },
    noteBegun: async () => (highest > 0 ? ok(null) : noteLast(0)),
    endSegment: leave,
    activeSegment: () => active?.segment ?? resume?.segment ?? null,
    close: leave,
  }
}
