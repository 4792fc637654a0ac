import type { Result } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { createDexieOutbox } from './dexie-outbox.ts'
import { type AsideRow, type IndexedDbEngine, declareOutboxDatabase } from './outbox-database.ts'
import type { Outbox, OutboxFailure } from './outbox.ts'
import { type StoreContents, readContents, salvageStore } from './salvage-store.ts'
import { withinSettleLimit } from './settle-limit.ts'

export interface OpenStore {
  readonly outbox: Outbox
  /** The store was not there and was made by this opening. */
  readonly isNew: boolean
  /** What lies aside, to be carried over to a store made anew. */
  aside(): Promise<Result<readonly AsideRow[], OutboxFailure>>
  carryOver(rows: readonly AsideRow[]): Promise<Result<null, OutboxFailure>>
  /** Something went aside since the store was last put right (OB16). */
  isDamaged(): Promise<boolean>
  /** Puts right what can be read, row by row, and what cannot aside; the journal is to be followed from its first frame then (OB18). */
  salvage(): Promise<Result<null, OutboxFailure>>
  /** The journal was followed from its first frame: nothing is to be put right any more. */
  markMended(): Promise<Result<null, OutboxFailure>>
  /** Everything that can be read, for an outbox that has to live without this store. Changes nothing. */
  contents(): Promise<Result<StoreContents, OutboxFailure>>
  close(): void
}

/** Where an outbox is kept: opened, or destroyed to be made anew. */
export interface OutboxStore {
  open(onUnreadable: (rows: number) => void): Promise<Result<OpenStore, OutboxFailure>>
  destroy(): Promise<Result<void, OutboxFailure>>
}

/** The store in IndexedDB under `name`. */
export function createDexieStore(parts: {
  name: string
  engine: IndexedDbEngine
  timer: Timer
}): OutboxStore {
  const { name, engine, timer } = parts
  return {
    async open(onUnreadable) {
      const database = declareOutboxDatabase(name, engine)
      let isNew = false
      database.on('populate', () => {
        isNew = true
      })
      // Another window, or a newer version, wants the store: let go, so that it does not wait for us.
      database.on('versionchange', () => database.close())
      const opened = await withinSettleLimit(timer, () => database.open())
      if (!opened.ok) {
        database.close()
        return opened
      }
      return {
        ok: true,
        value: {
          outbox: createDexieOutbox({ database, timer, onUnreadable }),
          isNew,
          aside: () =>
            withinSettleLimit(timer, async () => {
              const rows = await database.aside.toArray()
              return rows.map(({ table, id, json }) => ({ table, id, json }))
            }),
          carryOver: (rows) =>
            withinSettleLimit(timer, () => database.aside.bulkAdd([...rows]).then(() => null)),
          async isDamaged() {
            const mark = await withinSettleLimit(timer, () => database.meta.get('damaged'))
            return mark.ok && mark.value !== undefined
          },
          salvage: () => salvageStore({ database, timer, onUnreadable }),
          markMended: () => withinSettleLimit(timer, () => database.meta.delete('damaged').then(() => null)),
          contents: () => readContents({ database, timer }),
          close: () => database.close(),
        },
      }
    },
    destroy: () => withinSettleLimit(timer, () => declareOutboxDatabase(name, engine).delete()),
  }
}
