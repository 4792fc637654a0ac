import type { Envelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { type Result, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { EMPTY_TALLY, retally } from './counts.ts'
import type { Delivery } from './delivery.ts'
import {
  type OutboxDatabase,
  type Reached,
  listAside,
  moveAside,
  reachedRows,
  toRow,
} from './outbox-database.ts'
import type { OutboxFailure } from './outbox.ts'
import { createRowReader } from './read-rows.ts'
import { type SalvagedRow, salvageRows } from './salvage-rows.ts'
import { withinSettleLimit } from './settle-limit.ts'

/** What a store holds, as far as it can be read. */
export interface StoreContents extends Reached {
  readonly deliveries: readonly Delivery[]
  readonly envelopes: readonly Envelope[]
  /** Operations of which something could not be read. */
  readonly aside: ReadonlySet<OperationId>
}

interface Parts {
  readonly database: OutboxDatabase
  readonly timer: Timer
}

/** Puts a store right where it lies: nothing that can be read leaves it (OB18). `onUnreadable` is told how many rows went aside. */
export async function salvageStore(
  parts: Parts & { onUnreadable: (rows: number) => void },
): Promise<Result<null, OutboxFailure>> {
  const { database, timer } = parts
  let [tally, highest] = [EMPTY_TALLY, 0]
  const taken = await salvageRows(parts, async (rows) => {
    for (const { delivery } of rows) {
      if (delivery === null) continue
      tally = retally(tally, { before: undefined, after: delivery })
      highest = Math.max(highest, ...placesOf(delivery))
    }
    const unreadable = rows.flatMap((row) => row.unreadable)
    const changed = rows.flatMap((row) =>
      row.isChanged && row.delivery !== null ? [toRow(row.delivery)] : [],
    )
    if (unreadable.length + changed.length === 0) return ok(null)
    const written = await withinSettleLimit(timer, () =>
      database.transaction('rw', database.tables, async () => {
        // Marked also where nothing goes aside: the counts are true only at the end.
        await moveAside(database, unreadable)
        await database.deliveries.bulkPut(changed)
      }),
    )
    if (written.ok && unreadable.length > 0) parts.onUnreadable(unreadable.length)
    return written
  })
  if (!taken.ok) return taken
  return withinSettleLimit(timer, () =>
    database.transaction('rw', database.tables, async () => {
      const reached = await reachedBy(database, highest)
      await database.meta.bulkPut([
        ...reachedRows(reached),
        { key: 'tally', value: tally },
        { key: 'damaged', value: true },
      ])
      return null
    }),
  )
}

/** Everything that can be read of a store that cannot be written to. */
export async function readContents(parts: Parts): Promise<Result<StoreContents, OutboxFailure>> {
  const read: SalvagedRow[] = []
  const taken = await salvageRows(parts, async (rows) => ok(read.push(...rows)))
  if (!taken.ok) return taken
  const deliveries = read.flatMap(({ delivery }) => delivery ?? [])
  const highest = deliveries.flatMap(placesOf).reduce((most, place) => Math.max(most, place), 0)
  return withinSettleLimit(parts.timer, async () => ({
    ...(await reachedBy(parts.database, highest)),
    deliveries,
    envelopes: read.flatMap(({ envelope }) => envelope ?? []),
    aside: new Set(
      [...(await listAside(parts.database)), ...read.flatMap(({ unreadable }) => unreadable)].map(
        ({ id }) => id as OperationId,
      ),
    ),
  }))
}

/**
 * How far the journal was followed. Where one of the two numbers cannot be read, nothing tells the journal that was followed from
 * another: its numbers start over behind everything that is here (OB32).
 */
async function reachedBy(database: OutboxDatabase, highest: number): Promise<Reached> {
  const read = createRowReader(database)
  const reached = { appliedFrame: await read.appliedFrame(), orderBase: await read.orderBase() }
  const there: string[] = await database.meta.toCollection().primaryKeys()
  const aside = (await listAside(database)).filter(({ table }) => table === 'meta').map(({ id }) => id)
  // A store of before there was a base has none.
  const isBaseLost = !there.includes('orderBase') && aside.includes('orderBase')
  const isKnown = there.includes('appliedFrame') && !isBaseLost && read.unreadable.length === 0
  const hasFollowed = reached.appliedFrame + reached.orderBase > 0
  return isKnown && hasFollowed ? reached : { appliedFrame: 0, orderBase: highest }
}

function placesOf({ position, settledFrame, decision }: Delivery): number[] {
  return [position, settledFrame ?? 0, decision?.position ?? 0, decision?.settledFrame ?? 0]
}
