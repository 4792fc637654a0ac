import { createHash } from 'node:crypto'

import type { PinHash } from '#electron/vault/pin-hash.ts'

/** A verifier that costs nothing, for tests of everything around it. */
export const fastPinHash: PinHash = {
  hash: async ({ pin, salt }) => new Uint8Array(createHash('sha256').update(salt).update(pin).digest()),
}
