import { z } from 'zod'
import { localTextSchema, versionedTextSchema } from './market-text.ts'

/** What a customer gets for points (R20). */
const rewardKindSchema = z.enum(['discount', 'fuel', 'gadget', 'item'])

/** What points are for, and what earns them (R20; counsel decides). Whether there is loyalty at all is the consent's switch. */
export const loyaltySchema = z.strictObject({
  /** For each new device of a registration, once its customer confirmed their address; 0: none. */
  pointsPerDevice: z.int().min(0).max(100_000),
  /** By which a customer joins; null where the words of the consent are all that there are. */
  terms: versionedTextSchema.nullable().default(null),
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]{1,40}$/),
      kind: rewardKindSchema.default('item'),
      points: z.int().min(1).max(1_000_000),
      text: localTextSchema,
    }),
  ),
})
export type Loyalty = z.infer<typeof loyaltySchema>

/** Nothing earns points, and nothing is to be had for them. */
export const NO_LOYALTY: Loyalty = { pointsPerDevice: 0, terms: null, items: [] }
