import * as z from 'zod'
import { productClassSchema } from '../../markets/age-rule.ts'
import { channelSchema } from '../../markets/market.ts'
import { ageCheckReferenceSchema } from './age-check.ts'

/** A sale without registration (R6): only what was proven and which classes of product were sold. */
export const salePayloadSchema = z.strictObject({
  productClasses: z.array(productClassSchema).min(1).max(3),
  ageCheck: ageCheckReferenceSchema,
  channel: channelSchema,
})
export type SalePayload = z.infer<typeof salePayloadSchema>
export type ProductClass = SalePayload['productClasses'][number]
export type SalesChannel = SalePayload['channel']
