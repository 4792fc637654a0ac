import * as z from 'zod'

/** Why the sealed mirror is lost. `another`: in its place is a copy that nobody chose, or that does not say which one it is; `differs`: it has records that the till has not. */
export const mirrorLossSchema = z.enum([
  'not-there',
  'not-answering',
  'no-space',
  'disk-failed',
  'another',
  'differs',
  'damaged',
])
export type MirrorLoss = z.infer<typeof mirrorLossSchema>
