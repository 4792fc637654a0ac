import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { isHeld, isInChain } from '#shared/domain/held-places.ts'
import { type Delivery, type Shelf, isOpen } from './delivery.ts'
import type { Outbox } from './outbox.ts'

const SETTLED_SHELVES: readonly Shelf[] = ['needs-you', 'decided', 'done']
const PAGE = 200

/**
 * The records that were settled, can be sent again, and are not among what the account API holds (OB33); null where the store does
 * not answer.
 */
export async function lostIn(outbox: Outbox, held: readonly Held[]): Promise<readonly OperationId[] | null> {
  const found: OperationId[] = []
  for (const shelf of SETTLED_SHELVES) {
    for (let before: number | null = null; ;) {
      const page = await outbox.page({ shelf, before, limit: PAGE })
      if (!page.ok) return null
      for (const delivery of page.value) {
        if (!mayBeLost(delivery, held)) continue
        const kept = await outbox.get(delivery.id)
        if (!kept.ok) return null
        const envelope = kept.value?.envelope
        const epoch = held.find((other) => other.epoch === envelope?.epoch)
        if (envelope === undefined || envelope.sealedPayload === null || epoch === undefined) continue
        if (!isHeld(epoch, envelope.sequence)) found.push(delivery.id)
      }
      const last = page.value.at(-1)
      if (last === undefined || page.value.length < PAGE) break
      before = last.position
    }
  }
  return found
}

/** Of which epoch it is stands in its envelope alone. */
function mayBeLost({ status, outcome, sequence }: Delivery, held: readonly Held[]): boolean {
  if (isOpen(status) || outcome === null || !isInChain(outcome)) return false
  return held.some((epoch) => !isHeld(epoch, sequence))
}
