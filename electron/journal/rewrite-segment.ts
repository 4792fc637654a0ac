import { type Result, ok } from '#shared/kernel/result.ts'

import { replaceFile } from './atomic-file.ts'
import type { Disk, DiskFailure } from './disk.ts'
import { encodeFrame } from './frame-codec.ts'
import { type FrameIndex, type Place, isGivenUp } from './frame-index.ts'
import { segmentPath } from './segment-names.ts'
import { scanSegment } from './segment-scan.ts'

/** Segments in which sealed bytes stand that were given up [J19]. */
export function rewritableSegments(index: FrameIndex): readonly number[] {
  const removable = new Set<number>()
  for (const [, entry] of index.records()) {
    const segment = index.place(entry.savedFrame)?.segment
    if (segment !== undefined && entry.hasSealedBytes && isGivenUp(entry)) removable.add(segment)
  }
  return [...removable]
}

/**
 * Writes a segment again without the sealed bytes that were given up, and takes the new positions into the index. A segment
 * that holds damage stays as it is. True when it was rewritten.
 */
export async function rewriteSegment(given: {
  disk: Disk
  folder: string
  index: FrameIndex
  segment: number
}): Promise<Result<boolean, DiskFailure>> {
  const { disk, folder, index, segment } = given
  const path = segmentPath(folder, segment)
  const read = await disk.read(path)
  if (!read.ok) return read
  const scan = scanSegment(read.value)
  if (scan.unreadable.length > 0) return ok(false)
  const parts: Uint8Array[] = []
  const moves: { number: number; place: Place }[] = []
  let offset = 0
  for (const { frame, offset: before } of scan.frames) {
    // A repeat of a frame that counts elsewhere [J6] goes, with its sealed bytes.
    const counts = index.place(frame.number)
    if (counts?.segment !== segment || counts.offset !== before) continue
    const isBare = frame.kind === 'saved' && isGivenUp(index.record(frame.envelope.id))
    const bytes = encodeFrame(
      isBare ? { ...frame, envelope: { ...frame.envelope, sealedPayload: null } } : frame,
    )
    parts.push(bytes)
    moves.push({ number: frame.number, place: { segment, offset, length: bytes.length } })
    offset += bytes.length
  }
  const replaced = await replaceFile({ disk, path, bytes: Buffer.concat(parts) })
  if (!replaced.ok) return replaced
  for (const { number, place } of moves) index.move(number, place)
  for (const [, entry] of index.records()) {
    if (index.place(entry.savedFrame)?.segment === segment && isGivenUp(entry)) entry.hasSealedBytes = false
  }
  return ok(true)
}
