import { fail } from '#shared/kernel/result.ts'

import type { Keystore } from './keystore.ts'

/** A machine without a keystore. */
export const noKeystore: Keystore = {
  isAvailable: () => false,
  wrap: () => fail('unavailable'),
  unwrap: () => fail('unavailable'),
}
