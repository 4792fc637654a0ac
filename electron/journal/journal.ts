import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { Head } from '#shared/contracts/messages/operations.ts'
import type { OpenRecords } from '#shared/domain/may-leave.ts'
import { assert } from '#shared/kernel/assert.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { createChainCheck } from './chain-check.ts'
import { follows, genesisHead, headAfter } from './chain.ts'
import type { Disk, DiskFailure } from './disk.ts'
import { encodeFrame } from './frame-codec.ts'
import {
  type RecordEntry,
  type RecordOrigin,
  countOpen,
  isGivenUp,
  isSettled,
  unsentOf,
} from './frame-index.ts'
import { createFrameReader } from './frame-reader.ts'
import { type FreeSpace, measureFreeSpace } from './free-space.ts'
import type { JournalReport } from './journal-report.ts'
import { type WrittenFrame, loadJournal } from './load-journal.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { rewritableSegments, rewriteSegment } from './rewrite-segment.ts'
import { createSegmentWriter } from './segment-writer.ts'
import { type SettledRecord, settledRecords } from './settled-records.ts'

/** A frame without its number: only the journal hands these out. */
export type FrameBody = {
  [Kind in Frame['kind']]: Omit<Extract<Frame, { kind: Kind }>, 'number'>
}[Frame['kind']]

export type AppendFailure = 'disk-full' | 'disk-failed'

/** The journal of one till (SPEC.md). */
export interface Journal {
  readonly report: JournalReport
  /**
   * Writes what `build` makes; everything in one write, all or nothing [J3]. `build` runs alone: the head it reads is
   * still the head when its frames are written. What it fails with is passed on and nothing is written.
   */
  append<Failure>(
    build: () => Promise<Result<readonly FrameBody[], Failure>>,
  ): Promise<Result<readonly Frame[], Failure | AppendFailure>>
  /**
   * Takes frames of this journal's own mirror as they are, numbers included; they follow the last one here (electron/mirror,
   * MI10). What they say of the chain was verified by whoever hands them over.
   */
  adopt(frames: readonly Frame[]): Promise<Result<null, AppendFailure>>
  /**
   * Notes that there is a journal, before anything relies on it: one of which nothing is there from then on was taken away [J14].
   * Opening does not note it: a journal that is found to be lost is so again at the next start, until a stop says it.
   */
  noteBegun(): Promise<Result<null, DiskFailure>>
  /** The end of the chain of an epoch; the genesis head where it has no record. */
  head(epoch: number): Head
  /** In whose name the last record was written; null before the first. */
  origin(): RecordOrigin | null
  /** Whether a record asks for the removal of this customer, and is not taken back (R16). */
  isLeaving(customer: AggregateId): boolean
  /** The highest frame number that can be read; 0 before the first. */
  lastFrame(): number
  record(id: OperationId): Readonly<RecordEntry> | undefined
  /** What it knows of what became of an operation; of one that it has lost, too [J12]. */
  outcome(id: OperationId): RecordEntry['settled']
  /** How many records nothing final came back for, by what they wait for. */
  openRecords(): OpenRecords
  /** Records that head office may not have, in order. */
  unsent(): readonly OperationId[]
  /** Whether the record can be read back now, with its sealed bytes where they were not given up. */
  holds(id: OperationId): Promise<boolean>
  /** Whether a record may be on disk or not, and nobody knows: its bytes are written again before anything else [J4]. */
  isUnknown(id: OperationId): boolean
  /**
   * Writes what an earlier start wrote last again, where nobody knows whether a power cut takes it [J4a]. Fails while one of the
   * records that can be read may still go.
   */
  secure(): Promise<Result<null, AppendFailure>>
  readFrame(number: number): Promise<Frame | null>
  /**
   * Frames after a number, in order; a damaged one is left out [J17]. What a power cut may still take is written again first, and
   * where that fails is not given [J4b]. Fails only when the disk does not answer, or does not take that.
   */
  readFrames(asked: { after: number; limit: number }): Promise<Result<readonly Frame[], DiskFailure>>
  /** The hash that this till wrote at a place of its chain; null where it wrote none. */
  hashAt(place: { epoch: number; sequence: number }): Promise<string | null>
  /** Settled records up to a sequence whose sealed bytes were not given up yet. */
  removable(upTo: { epoch: number; sequence: number }): readonly OperationId[]
  /** Of an epoch, what was settled in the account API's chain and can be sent again [J21]. */
  settledOf(epoch: number): readonly SettledRecord[]
  /** Whether something of these epochs may have been here that cannot be read: then what it says of them is not all [J24]. */
  lacks(epochs: readonly number[]): boolean
  /** How many records gave up their sealed bytes [J18]. */
  givenUp(): number
  /** Rewrites every segment whose sealed bytes are all given up [J19]. Says how many. */
  rewriteRemoved(): Promise<Result<number, DiskFailure>>
  /** Verifies every record from the first on; gives the places that do not verify, or cannot be read any more [J15]. */
  verifyAll(): Promise<Result<readonly { readonly epoch: number; readonly sequence: number }[], DiskFailure>>
  /** As measured at the last append. */
  space(): FreeSpace
  close(): Promise<void>
}

const CHECKPOINT_EVERY = 500
/** So many frames are read and hashed in a few milliseconds; what else main has to do comes in between. */
const VERIFY_BATCH = 20

/** Opens the journal in `folder`, verifying it. Fails only when the disk cannot be read at all. */
export async function openJournal(given: {
  disk: Disk
  folder: string
}): Promise<Result<Journal, DiskFailure>> {
  const { disk, folder } = given
  const loaded = await loadJournal(given)
  if (!loaded.ok) return loaded
  const { index, report } = loaded.value
  // Where an earlier start left a last write, its file may have failed to sync: nothing more is trusted to it [J4a].
  const continueAt = loaded.value.lastWrite.length > 0 ? null : loaded.value.continueAt
  const writer = createSegmentWriter({ ...given, ...loaded.value, continueAt })
  const reader = createFrameReader({ ...given, index })
  const alone = oneAtATime()
  let head = loaded.value.head
  let nextNumber = loaded.value.nextNumber
  let space = await measureFreeSpace(disk, folder)
  /** Frames of which nobody knows whether they are on disk [J4]; what an earlier start wrote last is among them [J4a]. */
  let unknown: readonly WrittenFrame[] | null =
    loaded.value.lastWrite.length > 0 ? loaded.value.lastWrite : null

  const headOf = (epoch: number): Head => (head?.epoch === epoch ? head : genesisHead(epoch))

  async function write(frames: readonly WrittenFrame[]): Promise<Result<null, AppendFailure>> {
    const [only] = frames
    const isOne = only !== undefined && frames.length === 1
    const written = await writer.write(isOne ? only.bytes : Buffer.concat(frames.map(({ bytes }) => bytes)))
    if (!written.ok) {
      if (!written.failure.isKnown) unknown = frames
      return fail(written.failure.cause === 'no-space' ? 'disk-full' : 'disk-failed')
    }
    unknown = null
    let { offset } = written.value
    for (const { frame, bytes } of frames) {
      index.note(frame, { segment: written.value.segment, offset, length: bytes.length })
      offset += bytes.length
      if (frame.kind === 'saved') head = headAfter(frame.envelope)
    }
    nextNumber = Math.max(nextNumber, (frames.at(-1)?.frame.number ?? 0) + 1)
    return ok(null)
  }

  /** The first record that can be read and may still go with a power cut; the next number where there is none. */
  function firstUnsure(): number {
    const unsure = unknown?.find(
      ({ frame }) => frame.kind === 'saved' && index.record(frame.envelope.id) !== undefined,
    )
    return unsure?.frame.number ?? nextNumber
  }

  function numbered(bodies: readonly FrameBody[]): readonly Frame[] {
    let at: Head | null = head
    return bodies.map((body, count): Frame => {
      if (body.kind === 'saved') {
        assertFollows(at, body.envelope)
        at = headAfter(body.envelope)
      }
      return { ...body, number: nextNumber + count }
    })
  }

  async function writeCheckpoint(): Promise<void> {
    if (head === null || index.sinceCheckpoint() < CHECKPOINT_EVERY) return
    // A checkpoint that could not be written is written after the next append.
    await write([encoded({ number: nextNumber, kind: 'checkpoint', ...head })])
  }

  return ok({
    report,
    append: (build) =>
      alone(async () => {
        if (unknown !== null) {
          const settled = await write(unknown)
          if (!settled.ok) return settled
        }
        space = await measureFreeSpace(disk, folder)
        const bodies = await build()
        if (!bodies.ok) return bodies
        if (space === 'full' && bodies.value.some((body) => body.kind === 'saved')) return fail('disk-full')
        if (bodies.value.length === 0) return ok([])
        const frames = numbered(bodies.value)
        const written = await write(frames.map(encoded))
        if (!written.ok) return written
        await writeCheckpoint()
        return ok(frames)
      }),
    adopt: (frames) =>
      alone(async () => {
        if (unknown !== null) {
          const settled = await write(unknown)
          if (!settled.ok) return settled
        }
        assert((frames[0]?.number ?? nextNumber) >= nextNumber, 'what is adopted follows the last frame')
        return write(frames.map(encoded))
      }),
    noteBegun: () => alone(() => writer.noteBegun()),
    head: headOf,
    origin: () => index.origin(),
    isLeaving: (customer) => index.isLeaving(customer),
    lastFrame: () => index.lastNumber(),
    record: (id) => index.record(id),
    outcome: (id) => index.outcome(id),
    openRecords: () => countOpen(index),
    unsent: () => unsentOf(index),
    isUnknown: (id) =>
      unknown?.some(({ frame }) => frame.kind === 'saved' && frame.envelope.id === id) ?? false,
    secure: () =>
      alone(async () => (unknown !== null && firstUnsure() < nextNumber ? write(unknown) : ok(null))),
    async holds(id) {
      const entry = index.record(id)
      const frame = entry === undefined ? null : await alone(() => reader.read(entry.savedFrame))
      if (frame?.kind !== 'saved' || frame.envelope.id !== id) return false
      return frame.envelope.sealedPayload !== null || isGivenUp(entry)
    },
    readFrame: (number) => alone(() => reader.read(number)),
    readFrames: (asked) =>
      alone(async () => {
        const read = await reader.readAfter(asked)
        const unsure = firstUnsure()
        if (!read.ok || unknown === null || !read.value.some(({ number }) => number >= unsure)) return read
        if ((await write(unknown)).ok) return read
        const sure = read.value.filter(({ number }) => number < unsure)
        return sure.length > 0 ? ok(sure) : fail('io')
      }),
    hashAt: (place) =>
      alone(async () => {
        const number = index.savedFrameAt(place)
        const frame = number === undefined ? null : await reader.read(number)
        return frame?.kind === 'saved' ? frame.envelope.hash : null
      }),
    removable(upTo) {
      const ids: OperationId[] = []
      for (const [id, entry] of index.keptRecords()) {
        const isCovered = entry.epoch === upTo.epoch && entry.sequence <= upTo.sequence
        if (isCovered && isSettled(entry)) ids.push(id)
      }
      return ids
    },
    settledOf: (epoch) => settledRecords(index, epoch),
    lacks: (epochs) =>
      report.missingFrames.length > 0 ||
      epochs.some((epoch) => index.savedFrameAt({ epoch, sequence: 1 }) === undefined),
    givenUp: () => [...index.records()].filter(([, entry]) => isGivenUp(entry)).length,
    rewriteRemoved: () =>
      alone(async () => {
        let count = 0
        for (const segment of rewritableSegments(index)) {
          if (segment === writer.activeSegment()) await writer.endSegment()
          const rewritten = await rewriteSegment({ ...given, index, segment })
          if (!rewritten.ok) return rewritten
          if (rewritten.value) count += 1
        }
        return ok(count)
      }),
    async verifyAll() {
      const check = createChainCheck({ isWhole: true })
      const read = new Set<number>()
      for (let after = 0; after < index.lastNumber();) {
        const from = after
        const frames = await alone(() => reader.readAfter({ after: from, limit: VERIFY_BATCH }))
        if (!frames.ok) return frames
        for (const frame of frames.value) {
          check.take(frame)
          read.add(frame.number)
        }
        const last = frames.value.at(-1)
        if (last === undefined) break
        after = last.number
      }
      // What was whole at the start and cannot be read any more is left out of every answer [J17].
      const unreadable = [...index.records()].flatMap(([, { savedFrame, epoch, sequence }]) =>
        read.has(savedFrame) ? [] : [{ epoch, sequence }],
      )
      return ok([...check.finish(), ...unreadable])
    },
    space: () => space,
    close: () => alone(() => writer.close()),
  })
}

function encoded(frame: Frame): WrittenFrame {
  return { frame, bytes: encodeFrame(frame) }
}

function assertFollows(head: Head | null, envelope: EnvelopeHeader): void {
  assert(follows(head, envelope), `record ${envelope.epoch}:${envelope.sequence} does not follow the head`)
}
