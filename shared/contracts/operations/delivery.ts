import * as z from 'zod'
import { lineSchema } from '../values.ts'
import { postalAddressSchema } from './registration.ts'

/** How a customer gets a new device (R17): swapped at the store, sent to an address of their choice, or at a collection point. */
export const deliveryWaySchema = z.enum(['store', 'address', 'collection-point'])
export type DeliveryWay = z.infer<typeof deliveryWaySchema>

/** A way with the place that it needs, and no other. */
export const deliverySchema = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('store') }),
  z.strictObject({ way: z.literal('address'), address: postalAddressSchema }),
  z.strictObject({ way: z.literal('collection-point'), collectionPoint: lineSchema(120) }),
])
export type Delivery = z.infer<typeof deliverySchema>
