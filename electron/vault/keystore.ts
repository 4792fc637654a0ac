import type { Result } from '#shared/kernel/result.ts'

/** The operating system's own store of secrets. It is given one random key and nothing else [V1]. */
export interface Keystore {
  /** Whether it protects anything. `basic_text` does not, and counts as none. */
  isAvailable(): boolean
  wrap(key: Uint8Array): Result<Uint8Array, 'unavailable'>
  unwrap(wrapped: Uint8Array): Result<Uint8Array, 'unavailable'>
}
