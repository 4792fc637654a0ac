import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { Delivery } from './delivery.ts'
import type { SendQuery } from './outbox.ts'

/** Chooses a batch out of the open deliveries, offered in the order of the journal (OB8 to OB12). */
export interface BatchSelection {
  readonly chosen: readonly Delivery[]
  /** Considers the next open delivery; false when the batch is complete. */
  offer(delivery: Delivery): boolean
}

/** What speaks about another record may be what ends its wait, and the wait of what rests on it (OB8a). */
const SPEAKS_OF_ANOTHER: ReadonlySet<string> = new Set(['void', 'correction', 'resolution'])

export function selectBatch(query: SendQuery): BatchSelection {
  const chosen: Delivery[] = []
  const stuckAggregates = new Set<AggregateId>(query.excludeAggregates)
  const stuck = new Set<OperationId>()
  /** What the account API has, and lets wait for something else. */
  const waitingAggregates = new Set<AggregateId>()
  const waiting = new Set<OperationId>()
  let bytes = 0

  function block({ aggregateId, id }: Delivery): void {
    stuckAggregates.add(aggregateId)
    stuck.add(id)
  }

  /** What speaks about another record may still pass; what was never sent is nothing to speak about yet. */
  function blockMost({ aggregateId, id, status }: Delivery): void {
    waitingAggregates.add(aggregateId)
    if (status === 'waiting') waiting.add(id)
    else stuck.add(id)
  }

  function isStuck(delivery: Delivery): boolean {
    const isOnlyWaiting = delivery.status === 'waiting' && !speaksOfAnother(delivery)
    return (
      delivery.status === 'sending' ||
      stuckAggregates.has(delivery.aggregateId) ||
      (query.held.has(delivery.id) && !isOnlyWaiting) ||
      delivery.dependsOn.some((id) => stuck.has(id))
    )
  }

  function isBehindWaiting(delivery: Delivery): boolean {
    return (
      query.held.has(delivery.id) ||
      waitingAggregates.has(delivery.aggregateId) ||
      delivery.dependsOn.some((id) => waiting.has(id))
    )
  }

  return {
    chosen,
    offer(delivery) {
      if (isStuck(delivery)) {
        block(delivery)
        return true
      }
      if (!speaksOfAnother(delivery) && isBehindWaiting(delivery)) {
        blockMost(delivery)
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
      if (delivery.status === 'waiting') {
        if (speaksOfAnother(delivery)) block(delivery)
        else blockMost(delivery)
      }
      return chosen.length < query.limitOperations
    },
  }
}

function speaksOfAnother({ type }: Delivery): boolean {
  return SPEAKS_OF_ANOTHER.has(type)
}
