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
  /** What the account API has, and lets wait for something else; and what was never sent, behind such a one. */
  const waiting = new Set<OperationId>()
  const unsent = new Set<OperationId>()
  const waitingAggregates = new Set<AggregateId>()
  /** By aggregate, what speaks and waits itself, or stands behind such a one. */
  const speaking = new Map<AggregateId, Delivery[]>()
  let bytes = 0

  function block({ aggregateId, id }: Delivery): void {
    stuckAggregates.add(aggregateId)
    stuck.add(id)
  }

  /** What speaks about another record may still pass. */
  function blockMost(delivery: Delivery): void {
    const { aggregateId, id, status } = delivery
    if (speaksOfAnother(delivery)) speaking.set(aggregateId, [...(speaking.get(aggregateId) ?? []), delivery])
    else waitingAggregates.add(aggregateId)
    const ids = status === 'waiting' ? waiting : unsent
    ids.add(id)
  }

  function isStuck({ status, aggregateId, id, dependsOn }: Delivery): boolean {
    return (
      status === 'sending' ||
      stuckAggregates.has(aggregateId) ||
      (query.held.has(id) && status !== 'waiting') ||
      dependsOn.some((other) => stuck.has(other))
    )
  }

  function isBehindWaiting(delivery: Delivery): boolean {
    const { aggregateId, id, dependsOn } = delivery
    // What was never sent is nothing to speak about yet.
    if (query.held.has(id) || dependsOn.some((other) => unsent.has(other))) return true
    if (speaking.get(aggregateId)?.some((before) => !goesPast(delivery, before)) === true) return true
    if (speaksOfAnother(delivery)) return false
    return waitingAggregates.has(aggregateId) || dependsOn.some((other) => waiting.has(other))
  }

  return {
    chosen,
    offer(delivery) {
      if (isStuck(delivery)) {
        block(delivery)
        return true
      }
      if (isBehindWaiting(delivery)) {
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
      if (delivery.status === 'waiting') blockMost(delivery)
      return chosen.length < query.limitOperations
    },
  }
}

function speaksOfAnother({ type }: Delivery): boolean {
  return SPEAKS_OF_ANOTHER.has(type)
}

/** Whether a record is sent past one that speaks of another and waits; the account API lets corrections wait for the same in their order. */
function goesPast({ type, dependsOn }: Delivery, before: Delivery): boolean {
  if (type === 'void') return true
  const { outcome, status } = before
  const areCorrections = type === 'correction' && before.type === 'correction'
  if (!areCorrections || status !== 'waiting' || outcome?.kind !== 'waiting') return false
  return outcome.on.every((id) => dependsOn.includes(id))
}
