import { createDexieOutbox } from '#renderer/outbox/dexie-outbox.ts'
import { declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import { operationId, saved, settled } from '#tests/harness/frames.ts'
import { realTimer } from '#tests/harness/real-timer.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { describeOutbox } from './outbox-conformance.ts'

async function makeDexieOutbox() {
  const database = declareOutboxDatabase('outbox', { indexedDB: new IDBFactory(), IDBKeyRange })
  await database.open()
  let aside = 0
  const outbox = createDexieOutbox({
    database,
    timer: realTimer,
    onUnreadable(rows) {
      aside += rows
    },
  })
  return { database, outbox, countAside: () => aside, dispose: () => database.close() }
}

describeOutbox('Dexie', makeDexieOutbox)

test('[OB16] a row that does not parse goes aside with its bytes, is reported and marks the store', async () => {
  const { database, outbox, countAside } = await makeDexieOutbox()
  await outbox.applyFrames([saved(1), saved(2)])
  await database.deliveries.update(operationId(1), { status: 'melted' as never })
  const page = await outbox.page({ shelf: 'all', before: null, limit: 10 })
  expect(page).toMatchObject({ ok: true, value: [{ sequence: 2 }] })
  expect(countAside()).toBe(1)
  const [row] = await database.aside.toArray()
  expect(row).toMatchObject({ table: 'deliveries', id: operationId(1) })
  expect(row?.json).toContain('melted')
  expect(await database.meta.get('damaged')).toMatchObject({ value: true })
})

test('[OB16] a delivery without its envelope is not sent, stays, and marks the store', async () => {
  const { database, outbox, countAside } = await makeDexieOutbox()
  await outbox.applyFrames([saved(1)])
  await database.envelopes.clear()
  const query = {
    limitOperations: 9,
    limitBytes: 9_999,
    excludeAggregates: new Set(),
    held: new Set(),
    alone: new Set(),
  }
  expect(await outbox.nextSendable(query as never)).toEqual({ ok: true, value: [] })
  expect(countAside()).toBe(1)
})

test('[OB1] a transaction that fails changes nothing, and the failure is a value', async () => {
  const { database, outbox } = await makeDexieOutbox()
  await outbox.applyFrames([saved(1)])
  const deny = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  database.deliveries.hook('updating', deny)
  expect(await outbox.applyFrames([saved(2), settled(3, 1)])).toMatchObject({
    ok: false,
    failure: { kind: 'storage' },
  })
  database.deliveries.hook('updating').unsubscribe(deny)
  expect(await outbox.appliedFrame()).toEqual({ ok: true, value: 1 })
  expect(await outbox.get(operationId(2))).toEqual({ ok: true, value: null })
})

test('[OB17] [OB22] a store that was closed answers as one that does not, which is opened again and not put right', async () => {
  const { database, outbox } = await makeDexieOutbox()
  database.close()
  expect(await outbox.tally()).toEqual({ ok: false, failure: { kind: 'stalled' } })
})

test('[OB16] a change that rests on counts that cannot be read is not made', async () => {
  const { database, outbox } = await makeDexieOutbox()
  await outbox.applyFrames([saved(1)])
  await database.meta.put({ key: 'orderBase', value: 'melted' })
  expect(await outbox.applyFrames([saved(2)])).toMatchObject({ ok: false })
  expect(await outbox.get(operationId(2))).toEqual({ ok: true, value: null })
})
