import { crc32 } from 'node:zlib'

import { type Frame, frameSchema } from '#shared/contracts/frame.ts'

const MAGIC = 'CSF1'
const MAGIC_BYTES = Buffer.from(MAGIC, 'latin1')
const MAGIC_NUMBER = MAGIC_BYTES.readUInt32BE()
const HEADER_BYTES = 16
const LENGTH_AT = 4
const HEADER_SUM_AT = 8
const BODY_SUM_AT = 12

/** The longest body that is believed: an envelope is below 128 KiB, a `removed` frame of 1,000 ids below 64 KiB. */
const MAX_BODY_BYTES = 2 ** 20

/** The bytes of one frame (SPEC.md). */
export function encodeFrame(frame: Frame): Uint8Array {
  const text = JSON.stringify(frame)
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + Buffer.byteLength(text))
  bytes.set(MAGIC_BYTES)
  bytes.write(text, HEADER_BYTES)
  bytes.writeUInt32BE(bytes.length - HEADER_BYTES, LENGTH_AT)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, HEADER_SUM_AT)), HEADER_SUM_AT)
  bytes.writeUInt32BE(crc32(bytes.subarray(HEADER_BYTES)), BODY_SUM_AT)
  return bytes
}

/** What stands at one place of a segment. `unfinished`: begins as a frame does and is not all there. */
export type FrameAt =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly length: number }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'unreadable' }

/** Reads what stands at `offset`. Believes nothing that a checksum or the schema does not confirm. */
export function decodeFrameAt(bytes: Uint8Array, offset: number): FrameAt {
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + offset, bytes.length - offset)
  if (rest.length < HEADER_BYTES) {
    const begins = rest.subarray(0, MAGIC_BYTES.length)
    return { kind: begins.equals(MAGIC_BYTES.subarray(0, begins.length)) ? 'unfinished' : 'unreadable' }
  }
  if (rest.readUInt32BE() !== MAGIC_NUMBER) return { kind: 'unreadable' }
  if (crc32(rest.subarray(0, HEADER_SUM_AT)) !== rest.readUInt32BE(HEADER_SUM_AT))
    return { kind: 'unreadable' }
  const length = rest.readUInt32BE(LENGTH_AT)
  if (length > MAX_BODY_BYTES) return { kind: 'unreadable' }
  if (rest.length < HEADER_BYTES + length) return { kind: 'unfinished' }
  const body = rest.subarray(HEADER_BYTES, HEADER_BYTES + length)
  if (crc32(body) !== rest.readUInt32BE(BODY_SUM_AT)) return { kind: 'unreadable' }
  const frame = parseBody(body)
  return frame === null ? { kind: 'unreadable' } : { kind: 'frame', frame, length: HEADER_BYTES + length }
}

/** Where the next frame could begin, after `offset`; the end when nowhere. */
export function nextFrameStart(bytes: Uint8Array, offset: number): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(MAGIC_BYTES, offset + 1)
  return at < 0 ? bytes.length : at
}

function parseBody(body: Buffer): Frame | null {
  try {
    const parsed = frameSchema.safeParse(JSON.parse(body.toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
