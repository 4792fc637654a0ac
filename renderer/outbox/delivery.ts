import { type Envelope, envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
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
/** A place in the order of the outbox (OB32). */
const orderSchema = z.number().int().positive()

/** The last decision that was made here in the case of an operation, and what became of it. */
const ownDecisionSchema = z.object({
  id: header.id,
  /** Place of the frame that saved it. */
  position: orderSchema,
  operatorId: header.operatorId,
  savedAt: instantSchema,
  outcome: outcomeSchema.nullable(),
  settledFrame: orderSchema.nullable(),
})

/** How far one operation is on its way. The envelope itself never changes; this does. */
export const deliverySchema = z.object({
  id: header.id,
  aggregateId: header.aggregateId,
  /** Place of the frame that saved it: in the order of saving, also across epochs and journals. */
  position: orderSchema,
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
  /** Place of the frame that holds the outcome, or took it back. */
  settledFrame: orderSchema.nullable(),
  /** It waits for a record that this till cannot send (OB28); rows of before this was told do not have it. */
  restsOnLost: z.boolean().default(false),
  /** Null while nobody here decided; rows of before there were decisions do not have it. */
  decision: ownDecisionSchema.nullable().default(null),
})
export type Delivery = z.infer<typeof deliverySchema>

const ENCODER = new TextEncoder()

/** Nothing of it can be sent, and nothing is known to have come of it: it is in front of a person (OB6a). */
export const WITHOUT_BYTES = {
  status: 'quarantined',
  outcome: { kind: 'quarantined', reason: 'seal-broken' },
  settledAt: null,
  settledFrame: null,
  restsOnLost: false,
} as const satisfies Partial<Delivery>

/** What is known of a record by its envelope alone. Bytes are given up only of what was settled: what became of it is said elsewhere. */
export function deliveryOf(envelope: Envelope, at: Pick<Delivery, 'position' | 'savedAt'>): Delivery {
  const { id, aggregateId, sequence, type, dependsOn, operatorId, storeTimeZone } = envelope
  const unsent = { ...WITHOUT_BYTES, status: 'pending', outcome: null } as const
  return {
    ...at,
    id,
    aggregateId,
    sequence,
    type,
    dependsOn,
    operatorId,
    storeTimeZone,
    bytes: ENCODER.encode(JSON.stringify(envelope)).length,
    attempts: 0,
    failures: 0,
    ...(envelope.sealedPayload === null ? WITHOUT_BYTES : unsent),
    decision: null,
  }
}

/**
 * Where a person looks for it: on its way, in front of a person, decided by a person here and not heard of since, or done.
 */
export type Shelf = 'waiting' | 'needs-you' | 'decided' | 'done'

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

export function shelfOf(
  delivery: Pick<Delivery, 'status' | 'decision' | 'settledFrame' | 'restsOnLost'>,
): Shelf {
  if (delivery.restsOnLost && isOpen(delivery.status)) return 'needs-you'
  return delivery.status === 'case' && isDecidedHere(delivery) ? 'decided' : SHELVES[delivery.status]
}

/**
 * Whether a person here decided on the case as it is now (OB26): the decision was made, or settled, after what is known of the case
 * was journaled, and is not with a person or unreadable itself.
 */
export function isDecidedHere(delivery: Pick<Delivery, 'decision' | 'settledFrame'>): boolean {
  const { decision, settledFrame } = delivery
  if (decision === null || decision.outcome?.kind === 'case' || decision.outcome?.kind === 'quarantined')
    return false
  return Math.max(decision.position, decision.settledFrame ?? 0) > (settledFrame ?? 0)
}

/** It is with a customer, who is asked at the next visit or by a link: a person here may decide, and has nothing to do now. */
export function isAsked({ status, outcome }: Pick<Delivery, 'status' | 'outcome'>): boolean {
  return status === 'case' && outcome?.kind === 'case' && outcome.asked !== undefined
}

/** Sync still has something to do for it. */
export function isOpen(status: DeliveryStatus): boolean {
  return status === 'pending' || status === 'sending' || status === 'waiting' || status === 'suspect'
}

/**
 * Its outcome is with a person and may change elsewhere, or its type is not known to the account API yet. Not so where an id was
 * used twice: of an id alone the other record may be told (OB25).
 */
export function isDecidable({ outcome }: Pick<Delivery, 'outcome'>): boolean {
  if (outcome?.kind === 'quarantined') return outcome.reason === 'unknown-type'
  return outcome?.kind === 'case' && outcome.caseKind !== 'id-reused'
}
