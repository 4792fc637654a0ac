import type { Random } from '#shared/kernel/random.ts'

/** The generator of the operating system. */
export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}
