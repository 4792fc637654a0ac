import { join, sep } from 'node:path'

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

export function asidePath(folder: string, at: { segment: number; offset: number }): string {
  return join(folder, 'aside', `segment-${at.segment}-at-${at.offset}.bin`)
}
