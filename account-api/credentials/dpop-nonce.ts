import { createHmac, timingSafeEqual } from 'node:crypto'

const WINDOW_MS = 5 * 60_000
const TIME_BYTES = 6

/** A nonce that any node can check without remembering it: the server's time and an HMAC of it (RFC 9449, 8). */
export function newDpopNonce(given: { key: Uint8Array; nowMs: number }): string {
  const time = Buffer.alloc(TIME_BYTES)
  time.writeUIntBE(Math.trunc(given.nowMs), 0, TIME_BYTES)
  return Buffer.concat([time, tagOf(given.key, time)]).toString('base64url')
}

/** Whether this server made the nonce within the last five minutes. */
export function isFreshDpopNonce(given: { key: Uint8Array; nowMs: number; nonce: string }): boolean {
  const bytes = Buffer.from(given.nonce, 'base64url')
  if (bytes.length !== TIME_BYTES + 32 || bytes.toString('base64url') !== given.nonce) return false
  const time = bytes.subarray(0, TIME_BYTES)
  if (!timingSafeEqual(bytes.subarray(TIME_BYTES), tagOf(given.key, time))) return false
  const ageMs = given.nowMs - time.readUIntBE(0, TIME_BYTES)
  return ageMs >= 0 && ageMs <= WINDOW_MS
}

function tagOf(key: Uint8Array, time: Uint8Array): Buffer {
  return createHmac('sha256', key).update('counterside-dpop-nonce-v1\n').update(time).digest()
}
