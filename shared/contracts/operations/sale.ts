import * as z from 'zod'
import { ageCheckReferenceSchema } from './age-check.ts'

export const productClassSchema = z.enum(['device', 'consumable', 'accessory'])
export type ProductClass = z.infer<typeof productClassSchema>

export const salesChannelSchema = z.enum(['brand-store', 'partner-store', 'sales-adviser', 'web', 'phone'])
export type SalesChannel = z.infer<typeof salesChannelSchema>

/** A sale without registration (R6): only what was proven and which classes of product were sold. */
export const salePayloadSchema = z.strictObject({
  productClasses: z.array(productClassSchema).min(1).max(3),
  ageCheck: ageCheckReferenceSchema,
  channel: salesChannelSchema,
})
export type SalePayload = z.infer<typeof salePayloadSchema>
