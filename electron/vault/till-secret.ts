import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

import { replaceFile } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { Keystore } from './keystore.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What the till encrypts for itself. A purpose is a key of its own; `bound` is what the bytes belong to. */
export interface TillSecret {
  encrypt(given: { purpose: string; bound: string; bytes: Uint8Array }): Uint8Array
  /** Null for bytes of another purpose, another owner, another till, or altered ones. */
  decrypt(given: { purpose: string; bound: string; bytes: Uint8Array }): Uint8Array | null
}

/** `keystore-lost`: there is a wrapped key and the keystore does not open it [V3]. */
export type TillSecretFailure = DiskFailure | 'keystore-lost'

/** Opens the till's secret, making it at the first start. Null where there is no keystore [V2]. */
export async function openTillSecret(given: {
  disk: Disk
  path: string
  keystore: Keystore
  random: Random
}): Promise<Result<TillSecret | null, TillSecretFailure>> {
  const { disk, path, keystore, random } = given
  const wrapped = await disk.read(path)
  if (wrapped.ok) {
    const key = keystore.unwrap(wrapped.value)
    return key.ok && key.value.length === KEY_BYTES ? ok(secretOf(key.value, random)) : fail('keystore-lost')
  }
  if (wrapped.failure !== 'not-found') return wrapped
  if (!keystore.isAvailable()) return ok(null)
  const key = random.bytes(KEY_BYTES)
  const fresh = keystore.wrap(key)
  if (!fresh.ok) return ok(null)
  const written = await replaceFile({ disk, path, bytes: fresh.value })
  return written.ok ? ok(secretOf(key, random)) : written
}

function secretOf(key: Uint8Array, random: Random): TillSecret {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', key, '', `counterside-till-v1\n${purpose}`, KEY_BYTES))
  return {
    encrypt({ purpose, bound, bytes }) {
      const nonce = random.bytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', derive(purpose), nonce).setAAD(Buffer.from(bound))
      return new Uint8Array(Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]))
    },
    decrypt({ purpose, bound, bytes }) {
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', derive(purpose), bytes.subarray(0, NONCE_BYTES))
      decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
      try {
        const body = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)
        return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]))
      } catch {
        return null
      }
    },
  }
}
