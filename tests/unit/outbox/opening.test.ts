import type { Frame } from '#shared/contracts/frame.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import { keepOutbox } from '#renderer/outbox/kept-outbox.ts'
import { declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import { type OutboxStore, createDexieStore } from '#renderer/outbox/outbox-store.ts'
import { type StoreAlarm, openOutbox } from '#renderer/outbox/rebuild.ts'
import { eventually } from '#tests/harness/eventually.ts'
import { operationId, saved, settled } from '#tests/harness/frames.ts'
import { journalOf } from '#tests/harness/journal-of.ts'
import { realTimer } from '#tests/harness/real-timer.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'

const THREE: readonly Frame[] = [saved(1), saved(2), settled(3, 1)]

describe('opening the outbox', () => {
  let engine: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
  let store: OutboxStore
  let alarms: StoreAlarm[]

  beforeEach(() => {
    engine = { indexedDB: new IDBFactory(), IDBKeyRange }
    store = createDexieStore({ name: 'outbox', engine, timer: realTimer })
    alarms = []
  })

  const open = (frames: readonly Frame[], from: OutboxStore = store) =>
    openOutbox({
      store: from,
      journal: journalOf(frames),
      timer: realTimer,
      report: (alarm) => alarms.push(alarm),
      onUnreadable: () => {},
    })

  async function seed(frames: readonly Frame[]): Promise<void> {
    const { outbox, store: opened } = await open([])
    await outbox.applyFrames(frames)
    opened?.close()
    alarms = []
  }

  test('a first start without a journal is quiet', async () => {
    const { outbox } = await open([])
    expect(await outbox.appliedFrame()).toEqual(ok(0))
    expect(alarms).toEqual([])
  })

  test('[OB18] [OB20] an empty store beside a journal is filled by pages and is an alarm', async () => {
    const many = Array.from({ length: 450 }, (_, index) => saved(index + 1))
    const { outbox } = await open(many)
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 450 }))
    expect(alarms).toEqual(['store-rebuilt'])
  })

  test('[OB15] [OB18] a store whose counts went aside is put right, also after a crash in between', async () => {
    await seed(THREE)
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    await database.meta.delete('tally')
    await database.meta.put({ key: 'appliedFrame', value: 0 })
    database.close()
    const { outbox } = await open(THREE)
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
  })

  test('[OB19] a store that is behind gets the rest, without an alarm', async () => {
    await seed(THREE.slice(0, 1))
    const { outbox } = await open(THREE)
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
    expect(alarms).toEqual([])
  })

  test('[OB13] what was being sent is pending again', async () => {
    await seed(THREE)
    const first = await open(THREE)
    await first.outbox.markSending([operationId(2)])
    first.store?.close()
    const { outbox } = await open(THREE)
    expect(await outbox.get(operationId(2))).toMatchObject(
      ok({ delivery: { status: 'pending', attempts: 1 } }),
    )
  })

  test('[OB18] a damaged store is put right and keeps what lies aside', async () => {
    await seed(THREE)
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    await database.meta.put({ key: 'tally', value: 'nonsense' })
    database.close()
    const { outbox, store: opened } = await open(THREE)
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
    expect(alarms).toEqual(['record-unreadable'])
    expect(await opened?.aside()).toMatchObject(ok([{ table: 'meta', id: 'tally' }]))
  })

  test('[OB18] a store of a newer version is made anew', async () => {
    const request = engine.indexedDB.open('outbox', 990)
    await new Promise((resolve) => {
      request.addEventListener('success', resolve)
    })
    request.result.close()
    const { outbox } = await open(THREE)
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
  })

  test('[OB18a] [OB21] a store that does not open and cannot be destroyed is taken for no new one', async () => {
    let opened = 0
    const stuck: OutboxStore = {
      open: async (onUnreadable) => {
        opened += 1
        return opened === 1 ? fail({ kind: 'storage', name: 'UnknownError' }) : store.open(onUnreadable)
      },
      destroy: async () => fail({ kind: 'stalled' }),
    }
    const { outbox, store: kept } = await open(THREE, stuck)
    expect(kept).toBeNull()
    expect(opened).toBe(1)
    expect(alarms).toEqual(['store-unavailable'])
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
  })

  test('[OB21] [F74] a frozen old window that does not let go of its store stops nobody', async () => {
    const old = engine.indexedDB.open('outbox', 1)
    await new Promise((resolve) => old.addEventListener('success', resolve))
    // The same limits, a hundred times as fast.
    const timer = { after: (delayMs: number, fire: () => void) => realTimer.after(delayMs / 100, fire) }
    const { outbox, store: opened } = await openOutbox({
      store: createDexieStore({ name: 'outbox', engine, timer }),
      journal: journalOf(THREE),
      timer,
      report: (alarm) => alarms.push(alarm),
      onUnreadable: () => {},
    })
    expect(opened).toBeNull()
    expect(alarms).toEqual(['store-unavailable'])
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
    old.result.close()
  })

  test('[OB21] without any store the outbox lives in memory', async () => {
    const broken: OutboxStore = {
      open: async () => ({ ok: false, failure: { kind: 'stalled' } }),
      destroy: async () => ({ ok: false, failure: { kind: 'stalled' } }),
    }
    const { outbox, store: opened } = await open(THREE, broken)
    expect(opened).toBeNull()
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
    expect(alarms).toEqual(['store-unavailable'])
  })

  test('[OB23] a journal that ends early is reported and nothing is dropped', async () => {
    await seed(THREE)
    const { outbox } = await open(THREE.slice(0, 1))
    expect(alarms).toEqual(['journal-behind'])
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
  })

  test('[OB30] what a journal that was cut off wrote under a number that was passed is here after the next start', async () => {
    await seed(THREE)
    const { outbox } = await open([saved(1), saved(2), saved(3, { n: 7 })])
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 2, done: 1 }))
    expect(await outbox.get(operationId(7))).toMatchObject(ok({ delivery: { status: 'pending' } }))
    expect(alarms).toEqual([])
  })

  test('[OB7] [OB30] a journal that is another one, and grew past what was followed, is followed from its first frame', async () => {
    await seed([saved(1), settled(2, 1), saved(3)])
    const anew = [settled(1, 3), saved(2, { n: 7 }), saved(3, { n: 8 }), saved(4, { n: 9 })]
    const { outbox } = await open(anew)
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 3, done: 2 }))
    const page = await outbox.page({ shelf: 'all', before: null, limit: 9 })
    expect(page.ok && page.value.map(({ sequence }) => sequence)).toEqual([9, 8, 7, 3, 1])
    expect(await outbox.appliedFrame()).toEqual(ok(4))
  })

  test('[OB18] [OB23] a store beside a journal that was taken away is kept from start to start, and goes on behind', async () => {
    const kept = [
      saved(1, { aggregate: 1 }),
      saved(2),
      settled(3, 2, { kind: 'waiting', on: [operationId(9)] }),
    ]
    await seed(kept)
    for (const told of [['journal-behind'], []]) {
      alarms = []
      const { outbox, store: opened } = await open([])
      expect(await outbox.tally()).toMatchObject(ok({ waiting: 2 }))
      expect(alarms).toEqual(told)
      opened?.close()
    }
    const anew = [1, 2, 3, 4].map((number) => saved(number, { n: number + 6, aggregate: 1 }))
    const { outbox } = await open(anew)
    const page = await outbox.page({ shelf: 'all', before: null, limit: 9 })
    expect(page.ok && page.value.map(({ sequence }) => sequence)).toEqual([10, 9, 8, 7, 2, 1])
    expect(alarms).toEqual([])
  })

  test('[OB16] [OB18] [OB32] a store whose base cannot be read keeps what it has, and the journal goes on behind', async () => {
    await seed(THREE)
    const anew = [saved(1, { n: 7 }), saved(2, { n: 8 })]
    const first = await open(anew)
    expect(await first.outbox.orderBase()).toEqual(ok(3))
    first.store?.close()
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    await database.meta.put({ key: 'orderBase', value: 'nonsense' })
    database.close()
    const { outbox } = await open([...anew, saved(3, { n: 9 })])
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 4, done: 1 }))
    const page = await outbox.page({ shelf: 'all', before: null, limit: 9 })
    expect(page.ok && page.value.map(({ sequence }) => sequence)).toEqual([9, 8, 7, 2, 1])
    expect(alarms).toEqual(['journal-behind', 'record-unreadable'])
  })

  test('[OB32] a store of before there was a base follows on', async () => {
    await seed(THREE)
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    await database.meta.delete('orderBase')
    database.close()
    const { outbox } = await open([...THREE, saved(4)])
    expect(await outbox.get(operationId(4))).toMatchObject(ok({ delivery: { position: 4 } }))
    expect(alarms).toEqual([])
  })

  test('[OB16] [OB22] a row that rots at work is repaired from the journal', async () => {
    await seed(THREE)
    const onReady = vi.fn<() => void>()
    const outbox = keepOutbox({
      store,
      journal: journalOf(THREE),
      timer: realTimer,
      report: (alarm) => alarms.push(alarm),
      onReady,
    })
    await eventually(() => expect(onReady).toHaveBeenCalledTimes(1))
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    await database.deliveries.update(operationId(2), { attempts: -1 })
    database.close()
    await outbox.page({ shelf: 'all', before: null, limit: 10 })
    await eventually(() => expect(onReady).toHaveBeenCalledTimes(2))
    expect(await outbox.get(operationId(2))).toMatchObject(
      ok({ delivery: { status: 'pending', attempts: 0 } }),
    )
    expect(alarms).toEqual(['record-unreadable'])
  })

  test('[OB22] a store that is closed under it is opened again', async () => {
    const onReady = vi.fn<() => void>()
    const opened: { close(): void }[] = []
    const spying: OutboxStore = {
      ...store,
      async open(onUnreadable) {
        const result = await store.open(onUnreadable)
        if (result.ok) opened.push(result.value)
        return result
      },
    }
    const outbox = keepOutbox({
      store: spying,
      journal: journalOf(THREE),
      timer: realTimer,
      report: () => {},
      onReady,
    })
    await eventually(() => expect(onReady).toHaveBeenCalledTimes(1))
    opened[0]?.close()
    expect(await outbox.tally()).toMatchObject({ ok: false })
    await eventually(() => expect(onReady).toHaveBeenCalledTimes(2))
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, done: 1 }))
  })
})
