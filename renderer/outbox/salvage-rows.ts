import { type Envelope, envelopeSchema } from '#shared/contracts/envelope.ts'
import { type Result, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Table } from 'dexie'
import * as z from 'zod'
import { type Delivery, WITHOUT_BYTES, deliveryOf, deliverySchema, isOpen } from './delivery.ts'
import {
  type AsideRow,
  type OutboxDatabase,
  type StoredDelivery,
  asideRow,
  listAside,
  toRow,
} from './outbox-database.ts'
import type { OutboxFailure } from './outbox.ts'
import { withinSettleLimit } from './settle-limit.ts'

/** Rows read or written at a time: a store of years does not settle in one transaction (OB17). */
const CHUNK_ROWS = 256

/** What could be read of one operation, put right as far as the store alone can. */
export interface SalvagedRow {
  readonly delivery: Delivery | null
  readonly envelope: Envelope | null
  /** What could not be read of it. */
  readonly unreadable: readonly AsideRow[]
  /** The delivery is not what lies in the store. */
  readonly isChanged: boolean
}

interface FoundRows {
  readonly deliveries: ReadonlyMap<string, unknown>
  readonly envelopes: ReadonlyMap<string, unknown>
}

const placeSchema = z.object({ position: z.number().int().positive() })
const envelopeRowSchema = z.object({ envelope: envelopeSchema })

/** Reads every operation by its own key, so that none is lost with another, and gives them to `take`, chunk by chunk (OB18). */
export async function salvageRows(
  { database, timer }: { readonly database: OutboxDatabase; readonly timer: Timer },
  take: (rows: readonly SalvagedRow[]) => Promise<Result<unknown, OutboxFailure>>,
): Promise<Result<null, OutboxFailure>> {
  const found = await withinSettleLimit(timer, async () => {
    const aside = (await listAside(database)).filter(({ table }) => table !== 'meta')
    const places = new Map(aside.map(({ id, json }) => [id, placeIn(jsonOf(json))]))
    return { places, ids: [...new Set([...(await readIds(database)), ...places.keys()])] }
  })
  if (!found.ok) return found
  const { places, ids } = found.value
  for (let from = 0; from < ids.length; from += CHUNK_ROWS) {
    const chunk = ids.slice(from, from + CHUNK_ROWS)
    const rows = await withinSettleLimit(timer, async () => ({
      deliveries: await readRows(database.deliveries, chunk),
      envelopes: await readRows(database.envelopes, chunk),
    }))
    if (!rows.ok) return rows
    const taken = await take(chunk.map((id) => putRight(id, rows.value, places.get(id))))
    if (!taken.ok) return taken
  }
  return ok(null)
}

/** A record has a row in both tables: where one does not tell its keys, the other does. Rejects where neither does. */
async function readIds({ deliveries, envelopes }: OutboxDatabase): Promise<readonly string[]> {
  const [one, other] = await Promise.allSettled([
    deliveries.toCollection().primaryKeys(),
    envelopes.toCollection().primaryKeys(),
  ])
  if (one.status === 'rejected' && other.status === 'rejected') throw one.reason
  return [one, other].flatMap((keys) => (keys.status === 'fulfilled' ? keys.value : []))
}

/** One after the other where they cannot be read together: a row that throws takes no other with it. */
async function readRows<Row>(
  table: Table<Row, string>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>()
  try {
    for (const [index, row] of (await table.bulkGet([...ids])).entries()) put(found, ids[index], row)
  } catch {
    for (const id of ids) put(found, id, await readRow(table, id))
  }
  return found
}

/** Null where it cannot be read. Rejects where the store was closed, which says nothing of the row. */
async function readRow<Row>(table: Table<Row, string>, id: string): Promise<Row | undefined | null> {
  try {
    return await table.get(id)
  } catch (error) {
    if (!table.db.isOpen()) throw error
    return null
  }
}

/** `undefined` is a row that is not there; what is there and cannot be read is null. */
function put(found: Map<string, unknown>, id: string | undefined, row: unknown): void {
  if (id !== undefined && row !== undefined) found.set(id, row)
}

function putRight(id: string, rows: FoundRows, placeAside: number | undefined): SalvagedRow {
  const [rawDelivery, rawEnvelope] = [rows.deliveries.get(id), rows.envelopes.get(id)]
  const delivery = deliverySchema.safeParse(rawDelivery).data ?? null
  const envelope = envelopeRowSchema.safeParse(rawEnvelope).data?.envelope ?? null
  const unreadable: AsideRow[] = []
  if (delivery === null && rawDelivery !== undefined) unreadable.push(asideRow('deliveries', id, rawDelivery))
  if (envelope === null && rawEnvelope !== undefined) unreadable.push(asideRow('envelopes', id, rawEnvelope))
  if (delivery !== null) {
    const isBare = envelope === null && isOpen(delivery.status)
    const kept = isBare ? { ...delivery, ...WITHOUT_BYTES } : delivery
    return { delivery: kept, envelope, unreadable, isChanged: !isFiledAs(toRow(kept), rawDelivery) }
  }
  if (envelope === null) return { delivery, envelope, unreadable, isChanged: false }
  // Where its place cannot be read either: it was never one before its own sequence.
  const position = placeIn(rawDelivery) ?? placeAside ?? envelope.sequence
  const anew = deliveryOf(envelope, { position, savedAt: envelope.occurredAt })
  return { delivery: anew, envelope, unreadable, isChanged: true }
}

/** A row that is not in the indexes it belongs to is neither sent nor shown. */
function isFiledAs(row: StoredDelivery, raw: unknown): boolean {
  const stored = raw as Partial<StoredDelivery>
  const isSame = (key: keyof StoredDelivery) => row[key] === stored[key]
  return (['status', 'shelf', 'openPosition', 'sendingPosition'] as const).every(isSame)
}

function placeIn(row: unknown): number | undefined {
  return placeSchema.safeParse(row).data?.position
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
