import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'

import { type KeptOutbox, keepOutbox } from '#renderer/outbox/kept-outbox.ts'
import { declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import { type OutboxStore, createDexieStore } from '#renderer/outbox/outbox-store.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import { operationId, saved, settled } from '#tests/harness/frames.ts'
import { realTimer } from '#tests/harness/real-timer.ts'

const LIMIT = 1000
const engine = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })

/** An outbox that has seen these frames, beside a journal that has lost all of them. */
async function outboxOf(frames: readonly Frame[], store: OutboxStore): Promise<KeptOutbox> {
  const outbox = keepOutbox({
    store,
    journal: { read: async ({ afterFrame }) => ok({ afterFrame, frames: [], lastFrame: 0 }) },
    timer: realTimer,
    report: () => {},
    onReady: () => {},
  })
  await outbox.settled()
  await outbox.applyFrames(frames)
  return outbox
}

const dexie = (on = engine()) => createDexieStore({ name: 'outbox', engine: on, timer: realTimer })
const sorted = (ids: readonly string[] | null) => ids?.toSorted()

test('[OB31] what nothing final came back for is named, whoever it waits for', async () => {
  const outbox = await outboxOf(
    [
      saved(1),
      saved(2),
      saved(3),
      saved(4),
      settled(5, 1),
      settled(6, 2, { kind: 'waiting', on: [operationId(9)] }),
      settled(7, 3, { kind: 'quarantined', reason: 'seal-broken' }),
    ],
    dexie(),
  )
  expect(sorted(await outbox.unsettled(LIMIT))).toEqual([2, 3, 4].map((n) => operationId(n)))
})

test('[OB31] they are named by pages, and no part of them stands for all', async () => {
  const many = Array.from({ length: 450 }, (_, index) => saved(index + 1))
  const outbox = await outboxOf(many, dexie())
  expect(new Set(await outbox.unsettled(450)).size).toBe(450)
  expect(await outbox.unsettled(449)).toBeNull()
})

test('[OB31] where something lies aside, or no store is there, nobody may empty it', async () => {
  const on = engine()
  const outbox = await outboxOf([saved(1)], dexie(on))
  const database = declareOutboxDatabase('outbox', on)
  await database.open()
  await database.aside.add({ table: 'deliveries', id: 'x', json: '{}' })
  database.close()
  expect(await outbox.unsettled(LIMIT)).toBeNull()
  const none: OutboxStore = {
    open: async () => ({ ok: false, failure: { kind: 'stalled' } }),
    destroy: async () => ok(undefined),
  }
  const inMemory = await outboxOf([saved(1)], none)
  expect(await inMemory.unsettled(LIMIT)).toBeNull()
})

test('[OB31] where nobody can say what lies aside, nobody may empty it', async () => {
  const store = dexie()
  const mute: OutboxStore = {
    ...store,
    async open(onUnreadable) {
      const opened = await store.open(onUnreadable)
      const aside = async () => fail({ kind: 'stalled' } as const)
      return opened.ok ? ok({ ...opened.value, aside }) : opened
    },
  }
  const outbox = await outboxOf([saved(1)], mute)
  expect(await outbox.unsettled(LIMIT)).toBeNull()
})
