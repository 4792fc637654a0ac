import { type Envelope, envelopeSchema } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import * as z from 'zod'
import { EMPTY_TALLY, type Tally, tallySchema } from './counts.ts'
import { type Delivery, deliverySchema } from './delivery.ts'
import { type AsideRow, type MetaRow, type OutboxDatabase, asideRow } from './outbox-database.ts'

/** Reads inside or outside of a transaction; what does not parse is collected, and never believed (OB16). */
export interface RowReader {
  readonly unreadable: AsideRow[]
  /** A row that another one needs is not there, unless it was found to be unreadable. */
  miss(table: AsideRow['table'], id: OperationId): void
  delivery(row: unknown): Delivery | null
  envelope(row: unknown): Envelope | null
  deliveriesById(ids: readonly OperationId[]): Promise<Map<OperationId, Delivery>>
  envelopesById(ids: readonly OperationId[]): Promise<Map<OperationId, Envelope>>
  appliedFrame(): Promise<number>
  /** Stores of before main's numbers were told apart have none. */
  orderBase(): Promise<number>
  tally(): Promise<Tally>
}

const numberSchema = z.number().int().nonnegative()
const envelopeRowSchema = z.object({ id: z.string(), envelope: envelopeSchema })

export function createRowReader(database: OutboxDatabase): RowReader {
  const unreadable: AsideRow[] = []

  function parse<Value>(table: AsideRow['table'], schema: z.ZodType<Value>, row: unknown): Value | null {
    const parsed = schema.safeParse(row)
    if (parsed.success) return parsed.data
    refuse(table, row)
    return null
  }

  function refuse(table: AsideRow['table'], row: unknown): void {
    unreadable.push(asideRow(table, keyOf(row), row))
  }

  const delivery = (row: unknown) => parse('deliveries', deliverySchema, row)
  const envelope = (row: unknown) => parse('envelopes', envelopeRowSchema, row)?.envelope ?? null

  async function meta<Value>(key: MetaRow['key'], schema: z.ZodType<Value>, whenNone: Value): Promise<Value> {
    const row = await database.meta.get(key)
    if (row === undefined) return whenNone
    return parse('meta', z.object({ key: z.string(), value: schema }), row)?.value ?? whenNone
  }

  return {
    unreadable,
    miss(table, id) {
      const isKnown = unreadable.some((row) => row.table === table && row.id === id)
      if (!isKnown) unreadable.push(asideRow(table, id, null))
    },
    delivery,
    envelope,
    async deliveriesById(ids) {
      const rows = await database.deliveries.bulkGet([...ids])
      return keyed(rows.flatMap((row) => (row === undefined ? [] : (delivery(row) ?? []))))
    },
    async envelopesById(ids) {
      const rows = await database.envelopes.bulkGet([...ids])
      return keyed(rows.flatMap((row) => (row === undefined ? [] : (envelope(row) ?? []))))
    },
    appliedFrame: () => meta('appliedFrame', numberSchema, 0),
    orderBase: () => meta('orderBase', numberSchema, 0),
    tally: () => meta('tally', tallySchema, EMPTY_TALLY),
  }
}

function keyed<Item extends { readonly id: OperationId }>(items: readonly Item[]): Map<OperationId, Item> {
  return new Map(items.map((item) => [item.id, item]))
}

function keyOf(row: unknown): string {
  const named = z
    .object({ id: z.string() })
    .or(z.object({ key: z.string() }))
    .safeParse(row)
  if (!named.success) return ''
  return 'id' in named.data ? named.data.id : named.data.key
}
