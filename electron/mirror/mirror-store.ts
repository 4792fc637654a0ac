import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import { encodeFrame } from '#electron/journal/frame-codec.ts'
import { createFrameReader } from '#electron/journal/frame-reader.ts'
import type { JournalReport } from '#electron/journal/journal-report.ts'
import { loadJournal } from '#electron/journal/load-journal.ts'
import { rewritableSegments, rewriteSegment } from '#electron/journal/rewrite-segment.ts'
import { createSegmentWriter } from '#electron/journal/segment-writer.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

/** The frames in a mirror's folder. Who uses it asks one thing at a time. */
export interface MirrorStore {
  readonly report: JournalReport
  /** The highest number that can be read; 0 when it is empty. */
  lastFrame(): number
  read(number: number): Promise<Frame | null>
  readAfter(asked: { after: number; limit: number }): Promise<Result<readonly Frame[], DiskFailure>>
  /** Frames of the journal, in order, on disk once it answers. A frame that is there already counts once. */
  write(frames: readonly Frame[]): Promise<Result<null, DiskFailure>>
  /** Segments whose sealed bytes the journal gave up are written again without them [MI2]. */
  rewriteRemoved(): Promise<Result<null, DiskFailure>>
  close(): Promise<void>
}

/** Reads and checks everything in `folder`. */
export async function openMirrorStore(given: {
  disk: Disk
  folder: string
}): Promise<Result<MirrorStore, DiskFailure>> {
  const loaded = await loadJournal(given)
  if (!loaded.ok) return loaded
  const { index, report } = loaded.value
  const writer = createSegmentWriter({ ...given, ...loaded.value })
  const reader = createFrameReader({ ...given, index })
  return ok({
    report,
    lastFrame: () => index.lastNumber(),
    read: (number) => reader.read(number),
    readAfter: (asked) => reader.readAfter(asked),
    async write(frames) {
      const encoded = frames.map(encodeFrame)
      const written = await writer.write(Buffer.concat(encoded))
      if (!written.ok) return fail(written.failure.cause)
      let { offset } = written.value
      for (const [at, bytes] of encoded.entries()) {
        const frame = frames[at]
        const { segment } = written.value
        const isNew = frame !== undefined && index.place(frame.number) === undefined
        if (isNew) index.note(frame, { segment, offset, length: bytes.length })
        offset += bytes.length
      }
      return ok(null)
    },
    async rewriteRemoved() {
      for (const segment of rewritableSegments(index)) {
        if (segment === writer.activeSegment()) await writer.endSegment()
        const rewritten = await rewriteSegment({ ...given, index, segment })
        if (!rewritten.ok) return rewritten
      }
      return ok(null)
    },
    close: () => writer.close(),
  })
}
