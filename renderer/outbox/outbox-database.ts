import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Delivery, Shelf } from './delivery.ts'
import { isOpen, shelfOf } from './delivery.ts'

/** A delivery with the members that exist only to be indexed. */
export interface StoredDelivery extends Delivery {
  readonly shelf: Shelf
  /** The position while sync has something to do; absent afterwards, so that the index holds open rows only. */
  readonly openPosition?: number
  /** The position while an outcome is unknown; a start finds these without reading the rest. */
  readonly sendingPosition?: number
}

/**
 * One row of `meta`: how far the journal was followed, what makes a frame's number a place (OB32), the tally, or, while it is
 * there, that something went aside and the store is to be put right from the journal (OB16).
 */
export interface MetaRow {
  readonly key: 'appliedFrame' | 'orderBase' | 'tally' | 'damaged'
  readonly value: unknown
}

/** How far the journal was followed, in its own numbers, and what makes them places (OB32). */
export interface Reached {
  readonly appliedFrame: number
  readonly orderBase: number
}

/** What could not be read, as it was. */
export interface AsideRow {
  readonly key?: number
  readonly table: 'envelopes' | 'deliveries' | 'meta'
  readonly id: string
  readonly json: string
}

/** The tables of the outbox, as they lie in IndexedDB. Rows are typed as written; what is read is parsed all the same. */
export interface OutboxTables {
  readonly envelopes: Table<{ readonly id: string; readonly envelope: unknown }, string>
  readonly deliveries: Table<StoredDelivery, string>
  readonly meta: Table<MetaRow, string>
  readonly aside: EntityTable<AsideRow, 'key'>
}

export type OutboxDatabase = Dexie & OutboxTables

/** IndexedDB as the platform, or a test, has it. */
export interface IndexedDbEngine {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
}

/** Declares the database; it opens later. Strict: a commit that is answered is on disk. */
export function declareOutboxDatabase(name: string, engine: IndexedDbEngine): OutboxDatabase {
  const database = new Dexie(name, {
    ...engine,
    autoOpen: false,
    chromeTransactionDurability: 'strict',
  }) as OutboxDatabase
  database.version(1).stores({
    envelopes: '&id',
    deliveries: '&id, position, openPosition, sendingPosition, [shelf+position]',
    meta: '&key',
    aside: '++key',
  })
  return database
}

/** Broken bytes may be read as what no JSON can hold, a number without end or a circle: that is null, as what throws is. */
export function asideRow(table: AsideRow['table'], id: string, row: unknown): AsideRow {
  try {
    return { table, id, json: JSON.stringify(row) ?? 'undefined' }
  } catch {
    return { table, id, json: 'null' }
  }
}

/** Where it cannot be listed, nothing: no record that could be sent lies there alone. */
export async function listAside({ aside }: OutboxDatabase): Promise<readonly AsideRow[]> {
  return aside.toArray().catch(() => [])
}

/** Moves what cannot be read aside, inside of a transaction of the caller's; until it was put right the store is marked (OB16). */
export async function moveAside(database: OutboxDatabase, rows: readonly AsideRow[]): Promise<void> {
  await database.aside.bulkAdd([...rows])
  for (const { table, id } of rows) await database.table(table).delete(id)
  await database.meta.put({ key: 'damaged', value: true })
}

export function reachedRows({ appliedFrame, orderBase }: Reached): MetaRow[] {
  return [
    { key: 'appliedFrame', value: appliedFrame },
    { key: 'orderBase', value: orderBase },
  ]
}

/** The row of a delivery, with its indexed members. */
export function toRow(delivery: Delivery): StoredDelivery {
  const row = { ...delivery, shelf: shelfOf(delivery) }
  if (!isOpen(delivery.status)) return row
  const open = { ...row, openPosition: delivery.position }
  return delivery.status === 'sending' ? { ...open, sendingPosition: delivery.position } : open
}
