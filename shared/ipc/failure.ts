import { z } from 'zod'

/** Why main did not answer a call. `broken` is a bug in main: its details stay in the log of main. */
export const ipcFailureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused-sender') }),
  z.object({ kind: z.literal('unknown-method') }),
  z.object({ kind: z.literal('too-large'), maxBytes: z.number() }),
  z.object({ kind: z.literal('too-many') }),
  z.object({ kind: z.literal('locked') }),
  z.object({ kind: z.literal('not-permitted') }),
  z.object({ kind: z.literal('bad-request'), fields: z.array(z.string()) }),
  z.object({ kind: z.literal('broken') }),
])
export type IpcFailure = z.infer<typeof ipcFailureSchema>
