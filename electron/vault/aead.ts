import { createCipheriv, createDecipheriv } from 'node:crypto'

import type { Random } from '#shared/kernel/random.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: nonce, text, tag. `bound` is what the bytes belong to; it is proven and not contained. */
export function encryptBytes(given: {
  key: Uint8Array
  bound: string
  bytes: Uint8Array
  random: Random
}): Uint8Array {
  const nonce = given.random.bytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', given.key, nonce).setAAD(Buffer.from(given.bound))
  return new Uint8Array(
    Buffer.concat([nonce, cipher.update(given.bytes), cipher.final(), cipher.getAuthTag()]),
  )
}

/** Null for another key, another owner, or altered bytes. */
export function decryptBytes(given: {
  key: Uint8Array
  bound: string
  bytes: Uint8Array
}): Uint8Array | null {
  const { key, bound, bytes } = given
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
  try {
    const body = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)
    return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]))
  } catch {
    return null
  }
}
