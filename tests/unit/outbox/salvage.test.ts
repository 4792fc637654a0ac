import { IDBFactory, IDBKeyRange, IDBObjectStore as FDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { keepOutbox } from '#renderer/outbox/kept-outbox.ts'
import { type OutboxDatabase, declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { type OutboxStore, createDexieStore } from '#renderer/outbox/outbox-store.ts'
import { type Opened, type StoreAlarm, openOutbox } from '#renderer/outbox/rebuild.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { salvageRows } from '#renderer/outbox/salvage-rows.ts'
import { ok } from '#shared/kernel/result.ts'
import { eventually } from '#tests/harness/eventually.ts'
import { A_CASE, operationId, saved, settled } from '#tests/harness/frames.ts'
import { journalOf } from '#tests/harness/journal-of.ts'
import { realTimer } from '#tests/harness/real-timer.ts'

/** 1 was sent, 2 and 3 wait, 4 is a case. */
const FRAMES: readonly Frame[] = [
  saved(1),
  saved(2, { aggregate: 7 }),
  saved(3, { aggregate: 7 }),
  saved(4),
  settled(5, 1),
  settled(6, 4, A_CASE),
]
const LOST: readonly Frame[] = []
const EVERYTHING = {
  limitOperations: 99,
  limitBytes: 999_999,
  excludeAggregates: new Set<never>(),
  held: new Set<never>(),
  alone: new Set<never>(),
}

describe('[OB18] a store of which something cannot be read', () => {
  let engine: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
  let store: OutboxStore
  let alarms: StoreAlarm[]
  let last: Opened | null

  beforeEach(() => {
    engine = { indexedDB: new IDBFactory(), IDBKeyRange }
    store = createDexieStore({ name: 'outbox', engine, timer: realTimer })
    alarms = []
    last = null
  })
  afterEach(() => {
    vi.restoreAllMocks()
    last?.store?.close()
  })

  async function open(frames: readonly Frame[], from: OutboxStore = store): Promise<Opened> {
    last?.store?.close()
    const given = { store: from, journal: journalOf(frames), timer: realTimer, onUnreadable: () => {} }
    last = await openOutbox({ ...given, report: (alarm) => alarms.push(alarm) })
    return last
  }

  /** A store that followed these frames, with something done to it since. */
  async function damaged(
    harm: (database: OutboxDatabase) => Promise<unknown>,
    frames = FRAMES,
  ): Promise<void> {
    await (await open(LOST)).outbox.applyFrames(frames)
    last?.store?.close()
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    await harm(database)
    database.close()
    alarms = []
  }

  async function statuses(outbox: Outbox): Promise<Record<number, string>> {
    const page = await outbox.page({ shelf: 'all', before: null, limit: 99 })
    if (!page.ok) throw new Error(JSON.stringify(page.failure))
    return Object.fromEntries(page.value.map(({ sequence, status }) => [sequence, status]))
  }

  async function sent(outbox: Outbox): Promise<number[]> {
    const batch = await outbox.nextSendable(EVERYTHING)
    return batch.ok ? batch.value.map(({ delivery }) => delivery.sequence) : []
  }

  const rot = (n: number) => (database: OutboxDatabase) =>
    database.deliveries.update(operationId(n), { attempts: -1 })
  const rotEnvelope = (n: number) => (database: OutboxDatabase) =>
    database.envelopes.put({ id: operationId(n), envelope: 'melted' })

  /** Finds it as a screen, or sync, does. */
  async function met(frames: readonly Frame[]): Promise<Outbox> {
    const { outbox } = await open(frames)
    await outbox.page({ shelf: 'all', before: null, limit: 99 })
    await outbox.nextSendable(EVERYTHING)
    for (const n of [1, 2, 3, 4]) await outbox.get(operationId(n))
    return (await open(frames)).outbox
  }

  test('that the journal lost: a row of a delivery is made again from its envelope, in its place, and no other is touched', async () => {
    await damaged(rot(2))
    const outbox = await met(LOST)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'pending', 3: 'pending', 4: 'case' })
    expect(await sent(outbox)).toEqual([2, 3])
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 2, needsYou: 1, done: 1 }))
    expect(await last?.store?.aside()).toMatchObject(ok([{ table: 'deliveries', id: operationId(2) }]))
    expect(alarms.filter((alarm) => alarm === 'record-unreadable')).toHaveLength(1)
  })

  test('that the journal lost: a record whose envelope is gone is kept, counted and in front of a person', async () => {
    await damaged(rotEnvelope(2))
    const outbox = await met(LOST)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'quarantined', 3: 'pending', 4: 'case' })
    expect(await sent(outbox)).toEqual([3])
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, needsYou: 2, done: 1 }))
    expect(await outbox.get(operationId(2))).toMatchObject(ok({ delivery: { sequence: 2 }, envelope: null }))
    expect(await last?.store?.aside()).toMatchObject(ok([{ table: 'envelopes', id: operationId(2) }]))
  })

  test('that the journal lost: where nothing of a record can be read, its bytes lie aside and the rest is kept', async () => {
    await damaged(async (database) => {
      await rot(2)(database)
      await rotEnvelope(2)(database)
    })
    const outbox = await met(LOST)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 3: 'pending', 4: 'case' })
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, needsYou: 1, done: 1 }))
    const aside = await last?.store?.aside()
    const tables = aside?.ok === true ? aside.value.map(({ table }) => table) : []
    expect(tables.toSorted()).toEqual(['deliveries', 'envelopes'])
  })

  for (const [title, harm] of [
    ['a delivery', rot(2)],
    ['an envelope', rotEnvelope(2)],
    ['both', async (database: OutboxDatabase) => (await rot(2)(database), rotEnvelope(2)(database))],
    ['an outcome', rot(4)],
    ['an envelope that was sent', rotEnvelope(1)],
  ] as const)
    test(`that the journal has: ${title}. It is as it was, under its place`, async () => {
      await damaged(harm)
      const outbox = await met(FRAMES)
      expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'pending', 3: 'pending', 4: 'case' })
      expect(await sent(outbox)).toEqual([2, 3])
      for (const n of [1, 2, 3, 4])
        expect(await outbox.get(operationId(n))).toMatchObject(ok({ delivery: { position: n } }))
      alarms = []
      await open(FRAMES)
      expect(alarms).toEqual([])
    })

  test('a decision that stood in the row is known again', async () => {
    const decided = [...FRAMES, saved(7, { type: 'resolution', dependsOn: [4] })]
    await damaged(rot(4), decided)
    const outbox = await met(decided)
    expect(await outbox.get(operationId(4))).toMatchObject(
      ok({ delivery: { status: 'case', decision: { id: operationId(7) } } }),
    )
  })

  test('a row that no index finds is found', async () => {
    await damaged(async (database) => {
      const row = await database.deliveries.get(operationId(2))
      if (row === undefined) throw new Error('no such row')
      const { openPosition: _none, ...bare } = row
      await database.deliveries.put(bare)
      await database.meta.put({ key: 'damaged', value: true })
    })
    const { outbox } = await open(LOST)
    expect(await sent(outbox)).toEqual([2, 3])
  })

  test('a row that throws when it is read takes no other with it, and stops nothing', async () => {
    await damaged(async () => {})
    const get = FDBObjectStore.prototype.get
    let isBroken = true
    vi.spyOn(FDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (!isBroken || this.name !== 'envelopes' || key !== operationId(2)) return get.call(this, key)
      throw new DOMException('bytes that are no value', 'DataError')
    })
    const remove = FDBObjectStore.prototype.delete
    vi.spyOn(FDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (key === operationId(2)) isBroken = false
      return remove.call(this, key)
    })
    const ready = vi.fn<() => void>()
    const outbox = keepOutbox({
      store,
      journal: journalOf(LOST),
      timer: realTimer,
      report: (alarm) => alarms.push(alarm),
      onReady: ready,
    })
    await eventually(() => expect(ready).toHaveBeenCalledTimes(1))
    expect(await outbox.nextSendable(EVERYTHING)).toMatchObject({ ok: false })
    await eventually(() => expect(ready).toHaveBeenCalledTimes(2))
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'quarantined', 3: 'pending', 4: 'case' })
    expect(await sent(outbox)).toEqual([3])
    outbox.close()
  })

  test('that the journal lost: what is read as no JSON can hold goes aside as any other', async () => {
    await damaged((database) => database.envelopes.put({ id: operationId(2), envelope: 2n }))
    const outbox = await met(LOST)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'quarantined', 3: 'pending', 4: 'case' })
    expect(await sent(outbox)).toEqual([3])
  })

  test.each(['deliveries', 'envelopes', 'aside'])(
    'that the journal lost: where %s cannot be listed, what it has is kept',
    async (table) => {
      await damaged(rot(2))
      for (const list of ['getAll', 'getAllKeys'] as const) {
        const given = FDBObjectStore.prototype[list]
        vi.spyOn(FDBObjectStore.prototype, list).mockImplementation(function (
          this: IDBObjectStore,
          ...asked: []
        ) {
          if (this.name === table) throw new DOMException('no such block', 'UnknownError')
          return given.apply(this, asked)
        })
      }
      expect(await sent(await met(LOST))).toEqual([2, 3])
      vi.restoreAllMocks()
      const outbox = await met(LOST)
      expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'pending', 3: 'pending', 4: 'case' })
    },
  )

  test('that is closed while it is put right is left for the next start', async () => {
    await damaged(async (database) => {
      await rot(2)(database)
      await database.meta.put({ key: 'damaged', value: true })
    })
    const { store: opened } = await open(LOST, {
      ...store,
      async open(onUnreadable) {
        const result = await store.open(onUnreadable)
        if (result.ok) result.value.close()
        return result
      },
    })
    expect(opened).toBeNull()
    const { outbox } = await open(LOST)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'pending', 3: 'pending', 4: 'case' })
  })

  test('that is closed between two of its rows: none of them is taken for unreadable', async () => {
    await damaged(async () => {})
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    const take = vi.fn<Parameters<typeof salvageRows>[1]>(async () => ok(null))
    vi.spyOn(database.deliveries, 'bulkGet').mockImplementationOnce(() => {
      database.close()
      return database.deliveries.bulkGet([])
    })
    expect(await salvageRows({ database, timer: realTimer }, take)).toEqual({
      ok: false,
      failure: { kind: 'stalled' },
    })
    expect(take).not.toHaveBeenCalled()
  })

  test('whose index is gone: it is made again and nothing is lost', async () => {
    await damaged(async (database) => {
      const rows = await database.deliveries.toArray()
      database.close()
      const request = engine.indexedDB.open('outbox', 11)
      request.addEventListener('upgradeneeded', () => {
        request.transaction?.objectStore('deliveries').deleteIndex('openPosition')
      })
      await new Promise((resolve) => request.addEventListener('success', resolve))
      request.result.close()
      return rows
    })
    const { outbox } = await open(LOST)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'pending', 3: 'pending', 4: 'case' })
    expect(await sent(outbox)).toEqual([2, 3])
  })

  test('[OB21] and that takes no change: it stays as it is where it alone has records, and they are sent from memory', async () => {
    await damaged(rot(2))
    const full = vi.spyOn(FDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const { outbox, store: opened } = await open([saved(1, { n: 8 })])
    expect(opened).toBeNull()
    expect(await sent(outbox)).toEqual([2, 3, 8])
    expect(alarms).toContain('store-unavailable')
    full.mockRestore()
    const next = await met([saved(1, { n: 8 })])
    expect(await statuses(next)).toEqual({
      1: 'accepted',
      2: 'pending',
      3: 'pending',
      4: 'case',
      8: 'pending',
    })
  })

  test('that does not answer is left for the next start', async () => {
    await damaged(async () => {})
    const destroy = vi.fn<OutboxStore['destroy']>()
    const silent: OutboxStore = { open: async () => ({ ok: false, failure: { kind: 'stalled' } }), destroy }
    const { store: opened } = await open(FRAMES, silent)
    expect(opened).toBeNull()
    expect(destroy).not.toHaveBeenCalled()
    expect(await statuses((await open(LOST)).outbox)).toMatchObject({ 2: 'pending' })
  })

  test('was marked by an earlier version: what it has alone is kept', async () => {
    await damaged(async (database) => {
      await database.meta.bulkPut([
        { key: 'appliedFrame', value: 0 },
        { key: 'orderBase', value: 0 },
      ])
    })
    const { outbox } = await open([saved(1, { n: 8 }), saved(2, { n: 9 })])
    expect(Object.keys(await statuses(outbox))).toEqual(['1', '2', '3', '4', '8', '9'])
    expect(await sent(outbox)).toEqual([2, 3, 8, 9])
  })

  test('and a kill before the counts are written: the next start makes them', async () => {
    await damaged((database) => database.envelopes.delete(operationId(2)))
    const put = FDBObjectStore.prototype.put
    const cut = vi.spyOn(FDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      row: { key?: string },
    ) {
      if (row.key === 'tally') throw new DOMException('cut off', 'AbortError')
      return put.call(this, row)
    })
    const parts = { store, journal: journalOf(LOST), timer: realTimer, onUnreadable: () => {} }
    await openOutbox({ ...parts, report: () => {} }, { isSuspect: true })
    cut.mockRestore()
    const { outbox } = await open(LOST)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'quarantined', 3: 'pending', 4: 'case' })
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 1, needsYou: 2, done: 1 }))
  })

  test('and a kill on the way: the next start begins again', async () => {
    await damaged(async (database) => {
      await rot(2)(database)
      await database.meta.put({ key: 'damaged', value: true })
    })
    const { store: opened } = await open(FRAMES, {
      ...store,
      async open(onUnreadable) {
        const result = await store.open(onUnreadable)
        if (!result.ok) return result
        return ok({ ...result.value, markMended: async () => ok(null) })
      },
    })
    expect(await opened?.isDamaged()).toBe(true)
    const { outbox, store: next } = await open(FRAMES)
    expect(await statuses(outbox)).toEqual({ 1: 'accepted', 2: 'pending', 3: 'pending', 4: 'case' })
    expect(await next?.isDamaged()).toBe(false)
  })
})

describe('[OB30] another journal', () => {
  const outcomes = (from: number) =>
    Array.from({ length: 250 }, (_, index) => settled(from + index, index + 1))
  const records = (offset: number) =>
    Array.from({ length: 250 }, (_, index) => saved(index + 1, { n: offset + index + 1 }))

  async function opened(frames: readonly Frame[], next: readonly Frame[]): Promise<Opened> {
    const store = createDexieStore({
      name: 'outbox',
      engine: { indexedDB: new IDBFactory(), IDBKeyRange },
      timer: realTimer,
    })
    const parts = { store, timer: realTimer, report: () => {}, onUnreadable: () => {} }
    const first = await openOutbox({ ...parts, journal: journalOf(frames) })
    first.store?.close()
    return openOutbox({ ...parts, journal: journalOf(next) })
  }

  test('is noticed where its last 200 frames are outcomes, and all of its records are here', async () => {
    const { outbox } = await opened(
      [...records(0), ...outcomes(251)],
      [...records(500), ...outcomes(251), saved(501, { n: 900 })],
    )
    expect(await outbox.tally()).toMatchObject(ok({ waiting: 251, done: 250 }))
  })

  test('that lost its end before as many outcomes: what it wrote since is here', async () => {
    const first = [...records(0), ...outcomes(251)]
    const { outbox } = await opened(first, [...first.slice(0, 260), saved(261, { n: 700 }), ...outcomes(262)])
    expect(await outbox.get(operationId(700))).toMatchObject(ok({ delivery: { status: 'pending' } }))
  })

  test('is not suspected without a reason: of the one that was followed only what came after the newest record is read', async () => {
    const frames = [...records(0), ...outcomes(251), saved(501, { n: 251 })]
    const store = createDexieStore({
      name: 'outbox',
      engine: { indexedDB: new IDBFactory(), IDBKeyRange },
      timer: realTimer,
    })
    const parts = { store, timer: realTimer, report: () => {}, onUnreadable: () => {} }
    const first = await openOutbox({ ...parts, journal: journalOf(frames) })
    first.store?.close()
    const read = vi.fn<ReturnType<typeof journalOf>['read']>(journalOf(frames).read)
    await openOutbox({ ...parts, journal: { read } })
    expect(read.mock.calls.map(([{ afterFrame, limit }]) => [afterFrame, limit])).toEqual([
      [500, 1],
      [501, 200],
    ])
  })
})
