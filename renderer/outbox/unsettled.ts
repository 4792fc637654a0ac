import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Shelf } from './delivery.ts'
import type { Outbox } from './outbox.ts'

const OPEN_SHELVES: readonly Shelf[] = ['waiting', 'needs-you', 'decided']
const PAGE = 200

/** The records that nothing final came back for; null where there are more than `limit`, or the store does not answer. */
export async function unsettledIn(outbox: Outbox, limit: number): Promise<readonly OperationId[] | null> {
  const found: OperationId[] = []
  for (const shelf of OPEN_SHELVES) {
    for (let before: number | null = null; ;) {
      const page = await outbox.page({ shelf, before, limit: PAGE })
      if (!page.ok || found.length + page.value.length > limit) return null
      found.push(...page.value.map(({ id }) => id))
      const last = page.value.at(-1)
      if (last === undefined || page.value.length < PAGE) break
      before = last.position
    }
  }
  return found
}
