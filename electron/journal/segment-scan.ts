import type { Frame } from '#shared/contracts/frame.ts'

import { decodeFrameAt, nextFrameStart } from './frame-codec.ts'

/** One readable frame and where it stands. */
export interface PlacedFrame {
  readonly frame: Frame
  readonly offset: number
  readonly length: number
}

/** What one segment's bytes hold. */
export interface SegmentScan {
  readonly frames: readonly PlacedFrame[]
  /** Runs of bytes that are no frame, in order. */
  readonly unreadable: readonly { readonly offset: number; readonly length: number }[]
  /** Where a frame begins that was never finished, or room that was never written; null when it ends at a frame's end or in damage. */
  readonly unfinishedAt: number | null
}

/** Reads a segment from its first byte to its last; damage hides nothing that stands after it [J12]. */
export function scanSegment(bytes: Uint8Array): SegmentScan {
  const frames: PlacedFrame[] = []
  const unreadable: { offset: number; length: number }[] = []
  // A power cut may leave room that was made for a frame and not, or not wholly, written: zeros to the end. No frame ends in one.
  const written = bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1)
  let offset = 0
  while (offset < written.length) {
    const at = decodeFrameAt(written, offset)
    if (at.kind === 'frame') {
      frames.push({ frame: at.frame, offset, length: at.length })
      offset += at.length
      continue
    }
    const next = nextReadable(written, offset)
    if (at.kind === 'unfinished' && next === written.length) break
    const end = next === written.length ? bytes.length : next
    unreadable.push({ offset, length: end - offset })
    offset = end
  }
  return { frames, unreadable, unfinishedAt: offset < bytes.length ? offset : null }
}

/** The next place from which a frame can be read; the end when there is none. */
function nextReadable(bytes: Uint8Array, from: number): number {
  let at = nextFrameStart(bytes, from)
  while (at < bytes.length && decodeFrameAt(bytes, at).kind !== 'frame') at = nextFrameStart(bytes, at)
  return at
}
