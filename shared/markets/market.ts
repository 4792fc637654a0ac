import * as z from 'zod'

/** One country's rules and texts, as dated data. */
export const marketSchema = z.looseObject({
  code: z.string().min(2).max(20),
  version: z.string().min(1).max(64),
})
export type Market = z.infer<typeof marketSchema>
