import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Random } from '#shared/kernel/random.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
export const KEY_BYTES = 32

/** Encrypts texts under one key (AES-256-GCM, NIST SP 800-38D), each bound to the place where it is stored [SA3]. */
export interface Cipher {
  encrypt(text: string, place: string): string
  /** Null where the text was altered, moved, or encrypted under another key. */
  decrypt(stored: string, place: string): string | null
}

/** The cipher of a key of 32 bytes. */
export function cipherOf(key: Uint8Array, random: Random): Cipher {
  return {
    encrypt: (text, place) => {
      const nonce = random.bytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(Buffer.from(place))
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')
    },
    decrypt: (stored, place) => {
      const bytes = Buffer.from(stored, 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(place))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        const opened = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
        return Buffer.concat([opened, decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
