import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import { instantSchema } from '#shared/contracts/values.ts'
import * as z from 'zod'

export const deliveryStatusSchema = z.enum([
  'pending',
  'sending',
  'waiting',
  'suspect',
  'accepted',
  'case',
  'superseded',
  'erased',
  'quarantined',
])
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>

const header = envelopeHeaderSchema.shape
const frameNumberSchema = z.number().int().positive()

/** How far one operation is on its way. The envelope itself never changes; this does. */
export const deliverySchema = z.object({
  id: header.id,
  aggregateId: header.aggregateId,
  /** Number of the frame that saved it: the order of the journal, also across epochs. */
  position: frameNumberSchema,
  sequence: header.sequence,
  type: header.type,
  dependsOn: header.dependsOn,
  operatorId: header.operatorId,
  storeTimeZone: header.storeTimeZone,
  savedAt: instantSchema,
  /** Of the envelope as UTF-8 JSON. */
  bytes: z.number().int().positive(),
  status: deliveryStatusSchema,
  /** How often it was sent. */
  attempts: z.number().int().nonnegative(),
  /** How often it failed while others succeeded. */
  failures: z.number().int().nonnegative(),
  outcome: outcomeSchema.nullable(),
  settledAt: instantSchema.nullable(),
  /** Number of the frame that holds the outcome. */
  settledFrame: frameNumberSchema.nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** Where a person looks for it: on its way, in front of a person, or done. */
export type Shelf = 'waiting' | 'needs-you' | 'done'

const SHELVES: Record<DeliveryStatus, Shelf> = {
  pending: 'waiting',
  sending: 'waiting',
  waiting: 'waiting',
  suspect: 'needs-you',
  case: 'needs-you',
  quarantined: 'needs-you',
  accepted: 'done',
  superseded: 'done',
  erased: 'done',
}

export function shelfOf(status: DeliveryStatus): Shelf {
  return SHELVES[status]
}

/** Sync still has something to do for it. */
export function isOpen(status: DeliveryStatus): boolean {
  return status === 'pending' || status === 'sending' || status === 'waiting' || status === 'suspect'
}
