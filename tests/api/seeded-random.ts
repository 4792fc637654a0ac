import { createHash } from 'node:crypto'
import type { Random } from '#shared/kernel/random.ts'

/** Bytes that are the same in every run with the same seed. */
export function seededRandom(seed: string): Random {
  let block = 0
  return {
    bytes: (length) => {
      const bytes = new Uint8Array(length)
      for (let offset = 0; offset < length; offset += 32) {
        block += 1
        const digest = createHash('sha256').update(`${seed}\n${block}`).digest()
        bytes.set(digest.subarray(0, Math.min(32, length - offset)), offset)
      }
      return bytes
    },
  }
}
