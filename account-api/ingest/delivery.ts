import * as z from 'zod'
import { MAX_BATCH_OPERATIONS, operationsRequestSchema } from '#shared/contracts/messages/operations.ts'

/** A batch whose records are still unread: each is parsed alone, so that one poison record does not stop the rest. */
export const deliverySchema = operationsRequestSchema.extend({
  operations: z.array(z.unknown()).max(MAX_BATCH_OPERATIONS),
})
export type Delivery = z.infer<typeof deliverySchema>
