import type { Frame } from '#shared/contracts/frame.ts'

import type { Disk } from './disk.ts'
import { decodeFrameAt } from './frame-codec.ts'
import type { FrameIndex, Place } from './frame-index.ts'
import { segmentPath } from './segment-names.ts'

const ANSWER_BYTES = 2 ** 20

/** Reads frames by position, never more than one answer at a time [J17]. */
export interface FrameReader {
  /** Null where there is none, or where it cannot be read any more. */
  read(number: number): Promise<Frame | null>
  readAfter(asked: { after: number; limit: number }): Promise<readonly Frame[]>
}

export function createFrameReader(given: { disk: Disk; folder: string; index: FrameIndex }): FrameReader {
  const { disk, folder, index } = given

  async function readPlaces(places: readonly Place[]): Promise<Frame[]> {
    const [first] = places
    const last = places.at(-1)
    if (first === undefined || last === undefined) return []
    const path = segmentPath(folder, first.segment)
    const range = { path, offset: first.offset, length: last.offset + last.length - first.offset }
    const bytes = await disk.readRange(range)
    if (!bytes.ok) return []
    return places.flatMap((place) => {
      const at = decodeFrameAt(bytes.value, place.offset - first.offset)
      return at.kind === 'frame' ? [withoutRemovedBytes(at.frame)] : []
    })
  }

  /** From the frame that gave the bytes up, no reader sees them again, wherever they still stand [J18]. */
  function withoutRemovedBytes(frame: Frame): Frame {
    if (frame.kind !== 'saved' || index.record(frame.envelope.id)?.isRemoved !== true) return frame
    return { ...frame, envelope: { ...frame.envelope, sealedPayload: null } }
  }

  return {
    async read(number) {
      const place = index.place(number)
      return place === undefined ? null : ((await readPlaces([place]))[0] ?? null)
    },
    async readAfter({ after, limit }) {
      const frames: Frame[] = []
      let run: Place[] = []
      let bytes = 0
      let count = 0
      for (let number = after + 1; number <= index.lastNumber() && count < limit; number += 1) {
        const place = index.place(number)
        if (place === undefined) continue
        const before = run.at(-1)
        const isNext =
          before === undefined ||
          (before.segment === place.segment && before.offset + before.length === place.offset)
        if (!isNext) {
          frames.push(...(await readPlaces(run)))
          run = []
        }
        run.push(place)
        bytes += place.length
        count += 1
        if (bytes >= ANSWER_BYTES) break
      }
      return [...frames, ...(await readPlaces(run))]
    },
  }
}
