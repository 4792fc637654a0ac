import type { AggregateId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { type Delivery, type DeliveryStatus, isDecidedHere, isOpen } from '#renderer/outbox/delivery.ts'

/** One record as a list shows it. Nothing here says who the customer is: slips come from main. */
export interface RecordRow {
  readonly operationId: OperationId
  /** What it is ordered within; what speaks about it stays in there. */
  readonly aggregateId: AggregateId
  readonly type: string
  readonly sequence: number
  /** Its place in the order of the outbox: the key of the next page. */
  readonly position: number
  readonly savedAt: string
  readonly operatorId: OperatorId | null
  readonly status: DeliveryStatus
  readonly outcome: Outcome | null
  readonly attempts: number
  /** It waits for a record that this till cannot send. */
  readonly restsOnLost: boolean
  /** When the account API's answer was journaled; null while there is none. */
  readonly settledAt: string | null
  /** The record that this one decides, amends or takes back; null for what happened at the counter. */
  readonly about: OperationId | null
  /** The last decision made here about it, and whether it is still the last word on its case. */
  readonly decision: {
    readonly operationId: OperationId
    readonly savedAt: string
    readonly operatorId: OperatorId | null
    readonly outcome: Outcome | null
    readonly isLast: boolean
  } | null
}

const ABOUT_OTHERS = ['resolution', 'correction', 'void', 'age-check-correction']

export function toRecordRow(delivery: Delivery): RecordRow {
  const {
    id,
    aggregateId,
    type,
    sequence,
    position,
    savedAt,
    operatorId,
    status,
    outcome,
    attempts,
    restsOnLost,
    settledAt,
    dependsOn,
    decision,
  } = delivery
  return {
    operationId: id,
    aggregateId,
    type,
    sequence,
    position,
    savedAt,
    operatorId,
    status,
    outcome,
    attempts,
    restsOnLost: restsOnLost && isOpen(status),
    settledAt,
    about: ABOUT_OTHERS.includes(type) ? (dependsOn[0] ?? null) : null,
    decision:
      decision === null
        ? null
        : {
            operationId: decision.id,
            savedAt: decision.savedAt,
            operatorId: decision.operatorId,
            outcome: decision.outcome,
            isLast: isDecidedHere(delivery),
          },
  }
}
