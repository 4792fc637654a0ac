import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

const MAX_TIMESTAMP_MS = 2 ** 48 - 1

/**
 * A UUID version 7 in lower case (RFC 9562, 5.7): 48 bits of wall time in milliseconds, 74 bits of chance.
 * Unique whatever the clock does; its order means nothing.
 */
export function uuidV7(source: { clock: Clock; random: Random }): string {
  const bytes = new Uint8Array(16)
  bytes.set(source.random.bytes(10), 6)
  let time = Math.min(Math.max(Math.trunc(source.clock.wallMs()), 0), MAX_TIMESTAMP_MS)
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  let hex = ''
  for (const byte of bytes) hex += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The wall time in an id of version 7, in milliseconds since 1970; null for a text that is none. */
export function wallMsOfId(id: string): number | null {
  const time = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(id)
  return time === null ? null : Number.parseInt(`${time[1]}${time[2]}`, 16)
}
