import { createHash } from 'node:crypto'

import type { Random } from '#shared/kernel/random.ts'

/** Chance that repeats for the same seed. */
export function createSeededRandom(seed: string): Random {
  let count = 0
  return {
    bytes(length) {
      const parts: Buffer[] = []
      for (let have = 0; have < length; have += 32) {
        parts.push(createHash('sha256').update(`${seed}:${count}`).digest())
        count += 1
      }
      return new Uint8Array(Buffer.concat(parts).subarray(0, length))
    },
  }
}
