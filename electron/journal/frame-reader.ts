import type { Frame } from '#shared/contracts/frame.ts'

import { type Result, ok } from '#shared/kernel/result.ts'

import type { Disk, DiskFailure } from './disk.ts'
import { decodeFrameAt } from './frame-codec.ts'
import { type FrameIndex, type Place, isGivenUp } from './frame-index.ts'
import { segmentPath } from './segment-names.ts'

const ANSWER_BYTES = 2 ** 20

/** Reads frames by position, never more than one answer at a time [J17]. */
export interface FrameReader {
  /** Null where there is none, or where it cannot be read any more. */
  read(number: number): Promise<Frame | null>
  /** A frame that is damaged is left out; a disk that does not answer is a failure, or frames would be taken for lost. */
  readAfter(asked: { after: number; limit: number }): Promise<Result<readonly Frame[], DiskFailure>>
}

export function createFrameReader(given: { disk: Disk; folder: string; index: FrameIndex }): FrameReader {
  const { disk, folder, index } = given

  async function readPlaces(places: readonly Place[]): Promise<Result<Frame[], DiskFailure>> {
    const [first] = places
    const last = places.at(-1)
    if (first === undefined || last === undefined) return ok([])
    const path = segmentPath(folder, first.segment)
    const range = { path, offset: first.offset, length: last.offset + last.length - first.offset }
    const bytes = await disk.readRange(range)
    if (!bytes.ok) return bytes
    const frames = places.flatMap((place) => {
      const at = decodeFrameAt(bytes.value, place.offset - first.offset)
      return at.kind === 'frame' ? [withoutRemovedBytes(at.frame)] : []
    })
    return ok(frames)
  }

  /** From the frame that gave the bytes up, no reader sees them again, wherever they still stand [J18]. */
  function withoutRemovedBytes(frame: Frame): Frame {
    if (frame.kind !== 'saved' || !isGivenUp(index.record(frame.envelope.id))) return frame
    return { ...frame, envelope: { ...frame.envelope, sealedPayload: null } }
  }

  /** What the places of one answer give, and the number of the last of them; null when there is none after `after`. */
  async function readRun(asked: {
    after: number
    limit: number
  }): Promise<Result<{ readonly frames: readonly Frame[]; readonly last: number } | null, DiskFailure>> {
    const frames: Frame[] = []
    let run: Place[] = []
    let last = asked.after
    let bytes = 0
    let count = 0
    for (let number = asked.after + 1; number <= index.lastNumber() && count < asked.limit; number += 1) {
      const place = index.place(number)
      if (place === undefined) continue
      const before = run.at(-1)
      const isNext =
        before === undefined ||
        (before.segment === place.segment && before.offset + before.length === place.offset)
      if (!isNext) {
        const read = await readPlaces(run)
        if (!read.ok) return read
        frames.push(...read.value)
        run = []
      }
      run.push(place)
      last = number
      bytes += place.length
      count += 1
      if (bytes >= ANSWER_BYTES) break
    }
    if (count === 0) return ok(null)
    const rest = await readPlaces(run)
    return rest.ok ? ok({ frames: [...frames, ...rest.value], last }) : rest
  }

  return {
    async read(number) {
      const place = index.place(number)
      const read = place === undefined ? null : await readPlaces([place])
      return read?.ok === true ? (read.value[0] ?? null) : null
    },
    async readAfter({ after, limit }) {
      // An answer without a frame says that the end is reached: damage alone must not say so.
      for (let reached = after; ;) {
        const run = await readRun({ after: reached, limit })
        if (!run.ok) return run
        if (run.value === null) return ok([])
        if (run.value.frames.length > 0) return ok(run.value.frames)
        reached = run.value.last
      }
    },
  }
}
