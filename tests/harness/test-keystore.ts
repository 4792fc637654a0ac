import type { Keystore } from '#electron/vault/keystore.ts'
import { fail, ok } from '#shared/kernel/result.ts'

/** A keystore that another machine, or the same one without its password, cannot open. */
export function createTestKeystore(mask = 0x5a): Keystore & { wrapped: Uint8Array[] } {
  const wrapped: Uint8Array[] = []
  return {
    wrapped,
    isAvailable: () => true,
    wrap(key) {
      wrapped.push(key)
      return ok(Uint8Array.from([mask, ...key.map((byte) => byte ^ mask)]))
    },
    unwrap: (bytes) =>
      bytes[0] === mask ? ok(bytes.slice(1).map((byte) => byte ^ mask)) : fail('unavailable'),
  }
}
