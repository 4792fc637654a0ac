import { type Delivery, isOpen } from '#renderer/outbox/delivery.ts'

import { speaksOfAnother } from './held-up.ts'
import type { Intent } from './intents.ts'
import type { SimulatedApi } from './simulated-api.ts'
import type { SimulatedTill } from './simulated-till.ts'
import type { World } from './world.ts'

/**
 * I9: head office finds the record of a paper by what is printed on it. A till that lost its journal, or was put back, may have recorded
 * under an id once more: then the paper names what came under it, which is a case of that id (IN3).
 */
export function judgeReceipts(
  { world, api, tills }: { world: World; api: SimulatedApi; tills: readonly SimulatedTill[] },
  { id, till, receipts }: Intent,
): void {
  const row = api.ledger.row(id)
  if (row === undefined) return
  const known = new Set([row.envelope.hash])
  const hasLost = tills[till]?.wasDamaged === true || tills[till]?.wasPutBack === true
  for (const kase of api.ledger.tables.rows('cases'))
    if (hasLost && kase['operationId'] === id) known.add(String(kase['envelopeHash']))
  for (const receipt of receipts) {
    if (!known.has(receipt)) world.violate(`I9 the paper of ${id} names another record`)
  }
}

/**
 * What became of a record is another thing by now than its till shows. A till that was put back has forgotten what it was told, and
 * an account API that was put back what it said.
 */
export function isOutdated(
  { api }: { api: SimulatedApi },
  { till, delivery }: { till: SimulatedTill; delivery: Delivery },
): boolean {
  const outcome = api.ledger.row(delivery.id)?.outcome
  if (outcome === null || outcome === undefined || till.wasPutBack || api.ledger.wasPutBack) return false
  if (isOpen(delivery.status) || delivery.status === outcome.kind) return false
  return !((till.isReplacement || till.wasDamaged) && wasSpokenOfUnheard({ api }, { till, delivery }))
}

/**
 * What speaks of the record is in no journal that this machine has: the one that it replaced lived on and said it, which comes by its
 * export, or both copies of it were damaged after it was settled. Nobody tells this one.
 */
function wasSpokenOfUnheard(
  { api }: { api: SimulatedApi },
  { till, delivery }: { till: SimulatedTill; delivery: Delivery },
): boolean {
  return [...api.ledger.inbox().values()].some(
    ({ envelope: { id, type, dependsOn } }) =>
      speaksOfAnother(type) &&
      dependsOn.includes(delivery.id) &&
      till.main()?.journal.record(id) === undefined,
  )
}
