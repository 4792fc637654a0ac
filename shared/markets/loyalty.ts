import { z } from 'zod'
import { localTextSchema } from './market-text.ts'

/** What points are for, and what earns them (R20; counsel decides). Whether there is loyalty at all is the consent's switch. */
export const loyaltySchema = z.strictObject({
  /** For each new device of a registration, once its customer confirmed their address; 0: none. */
  pointsPerDevice: z.int().min(0).max(100_000),
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/),
      points: z.int().min(1).max(1_000_000),
      text: localTextSchema,
    }),
  ),
})
export type Loyalty = z.infer<typeof loyaltySchema>

/** Nothing earns points, and nothing is to be had for them. */
export const NO_LOYALTY: Loyalty = { pointsPerDevice: 0, items: [] }
