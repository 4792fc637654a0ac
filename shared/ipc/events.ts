import { z } from 'zod'

import type { EventContract } from './method.ts'

/** What main tells the window unasked. Each is only a nudge: the window asks for the truth. */
export const EVENT_CONTRACT = {
  'desk.state-changed': z.strictObject({}),
  /** The network or the machine came back: sync may try at once. */
  'sync.wake': z.strictObject({}),
  /** Somebody wants to close the window: may it? */
  'desk.close-asked': z.strictObject({}),
  /** The window is out of sight: its camera goes off. */
  'camera.shut': z.strictObject({}),
  /** Sealed bytes that were given up are still in the files of the window's store: may it be made anew? */
  'store.renewal-due': z.strictObject({}),
} as const satisfies EventContract
