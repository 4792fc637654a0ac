import { join, sep } from 'node:path'
import { crc32 } from 'node:zlib'

/** How many bytes a segment takes before the next one is begun [J8]. */
export const SEGMENT_BYTES = 4 * 2 ** 20

const NAME = /^segment-(\d{6,})\.csj$/

export function segmentPath(folder: string, segment: number): string {
  return `${folder}${sep}segment-${String(segment).padStart(6, '0')}.csj`
}

/** The number in a segment's name; null for any other file. */
export function segmentNumber(name: string): number | null {
  const digits = NAME.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The file that names the highest segment ever begun, so that losing it is noticed [J14]. */
export function lastSegmentPath(folder: string): string {
  return join(folder, 'last-segment')
}

/** The file that names the highest segment in which a frame was confirmed, so that losing all of it is noticed [J14]. */
export function lastWrittenPath(folder: string): string {
  return join(folder, 'last-written')
}

/** A segment's number as those two files hold it: with a checksum, so that a turned bit names no other segment. */
export function noteOf(segment: number): Uint8Array {
  return Buffer.from(`${segment} ${crc32(String(segment)).toString(16)}`)
}

/** Null for what is no such note. Earlier versions wrote the number alone. */
export function readNote(bytes: Uint8Array): number | null {
  const [, digits, checksum] = /^(\d{1,9})(?: ([\da-f]+))?$/.exec(Buffer.from(bytes).toString('latin1')) ?? []
  if (digits === undefined) return null
  return checksum === undefined || checksum === crc32(digits).toString(16) ? Number(digits) : null
}

export function asidePath(folder: string, at: { segment: number; offset: number }): string {
  return join(folder, 'aside', `segment-${at.segment}-at-${at.offset}.bin`)
}
