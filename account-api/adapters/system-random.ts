import { randomBytes } from 'node:crypto'
import type { Random } from '#shared/kernel/random.ts'

/** The operating system's generator. */
export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) }
