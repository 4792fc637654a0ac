import * as z from 'zod'

/** What main tells the window unasked. Each is only a nudge: the window asks for the truth. */
export const deskEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('desk-state-changed') }),
  /** The network or the machine came back: sync may try at once. */
  z.strictObject({ kind: z.literal('sync-wake') }),
])
export type DeskEvent = z.infer<typeof deskEventSchema>
