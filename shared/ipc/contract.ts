import { z } from 'zod'

import { type EventContract, type IpcContract, method } from './method.ts'

/** What is running: shown in settings and asked for by support. */
export const appInfoSchema = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  platform: z.string(),
})
export type AppInfo = z.infer<typeof appInfoSchema>

/** All that a window may ask of main. */
export const ipcContract = {
  'app.info': method({
    request: z.strictObject({}),
    response: appInfoSchema,
    allowedWhenLocked: true,
  }),
} satisfies IpcContract

/** All that main may tell a window. */
export const eventContract = {} satisfies EventContract
