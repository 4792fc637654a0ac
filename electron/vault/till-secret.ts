import { hkdfSync } from 'node:crypto'

import { replaceFile } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { decryptBytes, encryptBytes } from './aead.ts'
import type { Keystore } from './keystore.ts'

const KEY_BYTES = 32

/** What the till encrypts for itself. A purpose is a key of its own; `bound` is what the bytes belong to. */
export interface TillSecret {
  encrypt(given: { purpose: string; bound: string; bytes: Uint8Array }): Uint8Array
  /** Null for bytes of another purpose, another owner, another till, or altered ones. */
  decrypt(given: { purpose: string; bound: string; bytes: Uint8Array }): Uint8Array | null
  /** A key of 32 bytes that only who has both this secret and `other` can make again (HKDF, RFC 5869). */
  combine(given: { purpose: string; other: Uint8Array }): Uint8Array
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
    encrypt: ({ purpose, ...rest }) => encryptBytes({ ...rest, key: derive(purpose), random }),
    decrypt: ({ purpose, ...rest }) => decryptBytes({ ...rest, key: derive(purpose) }),
    combine: ({ purpose, other }) =>
      new Uint8Array(hkdfSync('sha256', other, derive(purpose), 'counterside-combined-v1', KEY_BYTES)),
  }
}
