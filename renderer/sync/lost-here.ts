import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import { isHeld, isInChain } from '#shared/contracts/held-places.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import type { Kept, Outbox, PageQuery } from '#renderer/outbox/outbox.ts'

const SETTLED_SHELVES: readonly PageQuery['shelf'][] = ['needs-you', 'decided', 'done']
const PAGE = 200

/**
 * The records that were settled, can be sent again, and are not among what the account API holds (SY33); null where the store does
 * not answer.
 */
export async function lostIn(outbox: Outbox, held: readonly Held[]): Promise<readonly OperationId[] | null> {
  const found: OperationId[] = []
  for (const shelf of SETTLED_SHELVES) {
    for (let before: number | null = null; ;) {
      const page = await outbox.page({ shelf, before, limit: PAGE })
      if (!page.ok) return null
      const suspects = page.value.filter((delivery) => mayBeLost(delivery, held)).map(({ id }) => id)
      const envelopes = suspects.length === 0 ? null : await outbox.envelopes(suspects)
      if (envelopes?.ok === false) return null
      for (const { id, epoch, sequence, sealedPayload } of envelopes?.value.values() ?? []) {
        const own = held.find((other) => other.epoch === epoch)
        if (sealedPayload !== null && own !== undefined && !isHeld(own, sequence)) found.push(id)
      }
      const last = page.value.at(-1)
      if (last === undefined || page.value.length < PAGE) break
      before = last.position
    }
  }
  return found
}

/** Of which epoch it is stands in its envelope alone. */
function mayBeLost({ outcome, sequence }: Kept['delivery'], held: readonly Held[]): boolean {
  if (outcome === null || !isFinal(outcome) || !isInChain(outcome)) return false
  return held.some((epoch) => !isHeld(epoch, sequence))
}
