import * as z from 'zod'
import { importRequestSchema } from '#shared/contracts/messages/imports.ts'
import { MAX_BATCH_OPERATIONS, operationsRequestSchema } from '#shared/contracts/messages/operations.ts'

/** A batch whose records are still unread: each is parsed alone, so that one poison record does not stop the rest. */
export const deliverySchema = operationsRequestSchema.extend({
  operations: z.array(z.unknown()).max(MAX_BATCH_OPERATIONS),
})
export type Delivery = z.infer<typeof deliverySchema>

/** Records out of a sealed export, as unread as those of a delivery. */
const importedSchema = importRequestSchema.extend({
  operations: z.array(z.unknown()).min(1).max(MAX_BATCH_OPERATIONS),
})

/** The routes whose records are read one by one, with what they take instead of the table's body. */
export const UNREAD_BODIES = { operations: deliverySchema, importRecords: importedSchema } as const
