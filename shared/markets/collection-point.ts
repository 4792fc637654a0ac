import { z } from 'zod'

/** Where a customer can collect a new device (R17). Together its parts fit into the one line that a record holds. */
export const collectionPointSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  name: z.string().min(1).max(60),
  street: z.string().min(1).max(80),
  postalCode: z.string().min(1).max(16),
  locality: z.string().min(1).max(40),
})
export type CollectionPoint = z.infer<typeof collectionPointSchema>
