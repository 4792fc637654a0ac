import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { Delivery } from './delivery.ts'
import type { SendQuery } from './outbox.ts'

/** Chooses a batch out of the open deliveries, offered in the order of the journal (OB8 to OB12). */
export interface BatchSelection {
  readonly chosen: readonly Delivery[]
  /** Considers the next open delivery; false when the batch is complete. */
  offer(delivery: Delivery): boolean
}

export function selectBatch(query: SendQuery): BatchSelection {
  const chosen: Delivery[] = []
  const stuckAggregates = new Set<AggregateId>(query.excludeAggregates)
  /** Of which something is on its way. */
  const busyAggregates = new Set<AggregateId>(query.excludeAggregates)
  const stuck = new Set<OperationId>()
  let bytes = 0

  function block(delivery: Delivery): void {
    stuckAggregates.add(delivery.aggregateId)
    if (delivery.status === 'sending') busyAggregates.add(delivery.aggregateId)
    stuck.add(delivery.id)
  }

  function isStuck(delivery: Delivery): boolean {
    // What waits may wait for this very decision (OB27).
    const before = delivery.type === 'resolution' ? busyAggregates : stuckAggregates
    return (
      delivery.status === 'sending' ||
      before.has(delivery.aggregateId) ||
      query.held.has(delivery.id) ||
      delivery.dependsOn.some((id) => stuck.has(id))
    )
  }

  return {
    chosen,
    offer(delivery) {
      if (isStuck(delivery)) {
        block(delivery)
        return true
      }
      if (delivery.status === 'suspect' || query.alone.has(delivery.id)) {
        if (chosen.length > 0) {
          block(delivery)
          return true
        }
        chosen.push(delivery)
        return false
      }
      // The comma between two operations is a byte, too.
      if (chosen.length > 0 && bytes + delivery.bytes + 1 > query.limitBytes) return false
      chosen.push(delivery)
      bytes += delivery.bytes + 1
      // Its outcome may be `waiting` again, and then nothing later of its aggregate may be ahead of it.
      if (delivery.status === 'waiting') block(delivery)
      return chosen.length < query.limitOperations
    },
  }
}
