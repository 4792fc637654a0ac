import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { segmentNumber } from '#electron/journal/segment-names.ts'
import { scanSegment } from '#electron/journal/segment-scan.ts'
import type { Frame } from '#shared/contracts/frame.ts'

/** A frame and where its bytes lie. */
export interface FrameOnDisk {
  readonly path: string
  readonly offset: number
  readonly length: number
  readonly frame: Frame
}

/** The segments of a journal, oldest first. */
export function segmentsOf(profile: string): readonly string[] {
  const folder = join(profile, 'journal')
  const names = readdirSync(folder).filter((name) => segmentNumber(name) !== null)
  return names.toSorted().map((name) => join(folder, name))
}

export function framesOf(profile: string): readonly FrameOnDisk[] {
  return segmentsOf(profile).flatMap((path) =>
    scanSegment(readFileSync(path)).frames.map((placed) => ({ path, ...placed })),
  )
}

/** The sales that wait to be sent when a till is prepared, and what stands around them. */
export function saleFromEnd(profile: string, back: number): FrameOnDisk {
  const sales = framesOf(profile).filter(
    ({ frame }) => frame.kind === 'saved' && frame.envelope.type === 'sale',
  )
  return there(sales.at(-back))
}

export function frameOfKind(profile: string, kind: Frame['kind']): FrameOnDisk {
  return there(framesOf(profile).find(({ frame }) => frame.kind === kind))
}

function there(frame: FrameOnDisk | undefined): FrameOnDisk {
  if (frame === undefined) throw new Error('the prepared journal has no such frame')
  return frame
}

/** Turns one bit of a file. */
export function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x01, at)
  writeFileSync(path, bytes)
}

/** Turns one bit of a frame, so far from its first byte. */
export function flipInFrame({ path, offset }: FrameOnDisk, at: number): void {
  flip(path, offset + at)
}

/** Puts other bytes in the place of some. */
export function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const whole = readFileSync(path)
  whole.set(bytes.subarray(0, Math.max(0, whole.length - at)), at)
  writeFileSync(path, whole)
}

/** Takes so many bytes out of a file, or puts some in; what follows moves. */
export function splice(path: string, at: number, change: { out?: number; in?: Uint8Array }): void {
  const whole = readFileSync(path)
  writeFileSync(
    path,
    Buffer.concat([
      whole.subarray(0, at),
      change.in ?? Buffer.alloc(0),
      whole.subarray(at + (change.out ?? 0)),
    ]),
  )
}

export function bytesOf({ path, offset, length }: FrameOnDisk): Buffer {
  return readFileSync(path).subarray(offset, offset + length)
}

export function removeJournal(profile: string): void {
  rmSync(join(profile, 'journal'), { recursive: true })
}
