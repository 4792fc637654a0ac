import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Random } from '#shared/kernel/random.ts'
import { cipherOf, KEY_BYTES } from './cipher.ts'

/** Wraps keys, so that they may lie in the database [SA1]. */
export interface WrappingKey {
  wrap(key: Uint8Array, place: string): string
  /** Throws where the key was wrapped by another wrapping key, or altered. */
  unwrap(stored: string, place: string): Uint8Array
}

/** A wrapping key as text: 256 random bits, base64url. */
export function newWrappingKeyText(random: Random): string {
  return toBase64Url(random.bytes(KEY_BYTES))
}

/** Reads a wrapping key from text. Throws where it is not 32 bytes in base64url or base64. */
export function wrappingKeyFrom(text: string, random: Random): WrappingKey {
  const bytes = Buffer.from(text.trim(), 'base64url')
  if (bytes.length !== KEY_BYTES) throw new Error('the wrapping key is not 32 bytes in base64')
  const cipher = cipherOf(bytes, random)
  return {
    wrap: (key, place) => cipher.encrypt(toBase64Url(key), place),
    unwrap: (stored, place) => {
      const key = cipher.decrypt(stored, place)
      if (key === null) throw new Error('the wrapping key is not the one that this database was made with')
      return Buffer.from(key, 'base64url')
    },
  }
}
