import type { Held } from '#shared/contracts/messages/operations.ts'
import { isHeld, isSecond, wasTaken } from '#shared/contracts/held-places.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import type { Kept, Outbox, PageQuery } from '#renderer/outbox/outbox.ts'
import type { StoredRecord } from './transport.ts'

const SETTLED_SHELVES: readonly PageQuery['shelf'][] = ['needs-you', 'decided', 'done']
const PAGE = 200

/**
 * The records that were settled, can be sent again, and are not among what the account API holds (SY33), or came under an id that
 * another has, whose place there tells nothing; null where the store does not answer.
 */
export async function lostIn(outbox: Outbox, held: readonly Held[]): Promise<readonly StoredRecord[] | null> {
  const found: StoredRecord[] = []
  for (const shelf of SETTLED_SHELVES) {
    for (let before: number | null = null; ;) {
      const page = await outbox.page({ shelf, before, limit: PAGE })
      if (!page.ok) return null
      const mayBe = page.value.filter((delivery) => mayBeLost(delivery, held))
      const seconds = new Set(mayBe.filter(isSecondHere).map(({ id }) => id))
      const suspects = mayBe.map(({ id }) => id)
      const envelopes = suspects.length === 0 ? null : await outbox.envelopes(suspects)
      if (envelopes?.ok === false) return null
      for (const { id, epoch, sequence, hash, sealedPayload } of envelopes?.value.values() ?? []) {
        const own = held.find((other) => other.epoch === epoch)
        if (sealedPayload === null || own === undefined) continue
        if (seconds.has(id) || !isHeld(own, sequence)) found.push({ operationId: id, hash })
      }
      const last = page.value.at(-1)
      if (last === undefined || page.value.length < PAGE) break
      before = last.position
    }
  }
  return found
}

/** Of which epoch it is stands in its envelope alone. */
function mayBeLost(delivery: Kept['delivery'], held: readonly Held[]): boolean {
  const { outcome, sequence } = delivery
  if (outcome === null || !isFinal(outcome) || !wasTaken(outcome)) return false
  return isSecondHere(delivery) || held.some((epoch) => !isHeld(epoch, sequence))
}

function isSecondHere({ outcome }: Kept['delivery']): boolean {
  return outcome !== null && isSecond(outcome)
}
