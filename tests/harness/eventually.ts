import { vi } from 'vitest'

/** Below every test's own limit, so that what is still wrong is said. */
const PATIENCE_MS = 20_000
const PACE_MS = 20

/**
 * Waits until the check throws nothing any more. Vitest's own wait ends after a second; what real requests, signatures and databases
 * take on a machine that does other things besides is no promise of the desk's.
 */
export const eventually = <Value>(check: () => Value | Promise<Value>): Promise<Value> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: PACE_MS })
