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
  /** Where a frame begins that was never finished; null when the segment ends at a frame's end or in damage. */
  readonly unfinishedAt: number | null
}

/** Reads a segment from its first byte to its last; damage hides nothing that stands after it [J12]. */
export function scanSegment(bytes: Uint8Array): SegmentScan {
  const frames: PlacedFrame[] = []
  const unreadable: { offset: number; length: number }[] = []
  let offset = 0
  let unfinishedAt: number | null = null
  while (offset < bytes.length) {
    const at = decodeFrameAt(bytes, offset)
    if (at.kind === 'frame') {
      frames.push({ frame: at.frame, offset, length: at.length })
      offset += at.length
      continue
    }
    const next = nextReadable(bytes, offset)
    // A power cut may leave room that was made for a frame and never written: zeros to the end.
    const isUnwritten = bytes.subarray(offset).every((byte) => byte === 0)
    if ((at.kind === 'unfinished' || isUnwritten) && next === bytes.length) {
      unfinishedAt = offset
      break
    }
    unreadable.push({ offset, length: next - offset })
    offset = next
  }
  return { frames, unreadable, unfinishedAt }
}

/** The next place from which a frame can be read; the end when there is none. */
function nextReadable(bytes: Uint8Array, from: number): number {
  let at = nextFrameStart(bytes, from)
  while (at < bytes.length && decodeFrameAt(bytes, at).kind !== 'frame') at = nextFrameStart(bytes, at)
  return at
}
