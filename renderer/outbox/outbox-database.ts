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

/** One row of `meta`: how far the journal was followed, what makes a frame's number a place (OB32), or the tally. */
export interface MetaRow {
  readonly key: 'appliedFrame' | 'orderBase' | 'tally'
  readonly value: unknown
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

/** The row of a delivery, with its indexed members. */
export function toRow(delivery: Delivery): StoredDelivery {
  const row = { ...delivery, shelf: shelfOf(delivery) }
  if (!isOpen(delivery.status)) return row
  const open = { ...row, openPosition: delivery.position }
  return delivery.status === 'sending' ? { ...open, sendingPosition: delivery.position } : open
}
