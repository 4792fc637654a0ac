import type { Random } from '#shared/kernel/random.ts'

/** The browser's generator. */
export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}
