import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { Kept, Outbox } from '#renderer/outbox/outbox.ts'
import { changesOthers } from './follow.ts'

type Delivery = Kept['delivery']

/** Of the newest records, how many are looked at after a start. */
const LOOK_BACK = 100
const PAGE = 100
/** One customer's records; whoever has more is asked about the newest. */
const MOST = 30

/**
 * What these decisions, voids and decided cases may have changed: everything that is settled in their aggregates, since what
 * they are about (SY31). Null when the store failed.
 */
export async function findTouched(
  outbox: Outbox,
  given: { readonly touched: readonly OperationId[]; readonly looksBack: boolean },
): Promise<readonly OperationId[] | null> {
  const newest = given.looksBack ? await outbox.page({ shelf: 'all', before: null, limit: LOOK_BACK }) : null
  if (newest?.ok === false) return null
  const remembered = newest === null ? [] : newest.value.filter(({ type }) => changesOthers(type))
  const touching: Delivery[] = [...remembered]
  for (const id of given.touched) {
    const kept = await outbox.get(id)
    if (!kept.ok) return null
    if (kept.value !== null) touching.push(kept.value.delivery)
  }
  return touching.length === 0 ? [] : settledBeside(outbox, touching)
}

async function settledBeside(
  outbox: Outbox,
  touching: readonly Delivery[],
): Promise<readonly OperationId[] | null> {
  const aggregates = new Set<AggregateId>(touching.map(({ aggregateId }) => aggregateId))
  const from = await oldestSubject(outbox, touching)
  if (from === null) return null
  const found: OperationId[] = []
  let before: number | null = null
  for (;;) {
    const page = await outbox.page({ shelf: 'done', before, limit: PAGE })
    if (!page.ok) return null
    const since = page.value.filter(({ position }) => position >= from)
    found.push(...since.filter(({ aggregateId }) => aggregates.has(aggregateId)).map(({ id }) => id))
    if (since.length < PAGE || found.length >= MOST) return found.slice(0, MOST)
    before = page.value.at(-1)?.position ?? null
  }
}

/** Where the oldest record that one of these is about was saved; null when the store failed. */
async function oldestSubject(outbox: Outbox, touching: readonly Delivery[]): Promise<number | null> {
  const positions = touching.map(({ position }) => position)
  for (const id of new Set(touching.flatMap(({ dependsOn }) => dependsOn))) {
    const kept = await outbox.get(id)
    if (!kept.ok) return null
    if (kept.value !== null) positions.push(kept.value.delivery.position)
  }
  return Math.min(...positions)
}
