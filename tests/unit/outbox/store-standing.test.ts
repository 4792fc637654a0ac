import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type KeptOutbox, keepOutbox } from '#renderer/outbox/kept-outbox.ts'
import { type OutboxDatabase, declareOutboxDatabase } from '#renderer/outbox/outbox-database.ts'
import { type OutboxStore, createDexieStore } from '#renderer/outbox/outbox-store.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import { fail } from '#shared/kernel/result.ts'
import { eventually } from '#tests/harness/eventually.ts'
import { operationId, saved, settled } from '#tests/harness/frames.ts'
import { journalOf } from '#tests/harness/journal-of.ts'
import { realTimer } from '#tests/harness/real-timer.ts'

const FRAMES: readonly Frame[] = [saved(1), saved(2), settled(3, 1), saved(4)]
const without = (...numbers: number[]) => FRAMES.filter(({ number }) => !numbers.includes(number))
/** The same limits, a hundred times as fast. */
const HURRY = { after: (delayMs: number, fire: () => void) => realTimer.after(delayMs / 100, fire) }
const STALLED = fail({ kind: 'stalled' } as const)
const NEVER = new Promise<never>(() => {})

describe('what a person is told of the window’s store', () => {
  let engine: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
  let store: OutboxStore
  let last: KeptOutbox | null

  beforeEach(() => {
    engine = { indexedDB: new IDBFactory(), IDBKeyRange }
    store = createDexieStore({ name: 'outbox', engine, timer: realTimer })
    last = null
  })
  afterEach(() => last?.close())

  /** Opened and followed to the end, with everything that a screen is told on the way. */
  async function open(frames: readonly Frame[], from: OutboxStore = store, timer = realTimer) {
    last?.close()
    let ready = 0
    const journal = journalOf(frames)
    const outbox = keepOutbox({ store: from, journal, timer, report: () => {}, onReady: () => (ready += 1) })
    last = outbox
    await eventually(() => expect(ready).toBeGreaterThan(0))
    return outbox
  }

  async function harm(change: (database: OutboxDatabase) => Promise<unknown>): Promise<void> {
    last?.close()
    const database = declareOutboxDatabase('outbox', engine)
    await database.open()
    await change(database)
    database.close()
  }

  const rot =
    (...numbers: number[]) =>
    async (database: OutboxDatabase) => {
      for (const n of numbers) {
        await database.deliveries.update(operationId(n), { attempts: -1 })
        await database.envelopes.put({ id: operationId(n), envelope: 'melted' })
      }
      await database.meta.put({ key: 'damaged', value: true })
    }

  const expectTold = (outbox: KeptOutbox, wanted: { isKept: boolean; lost: number }) =>
    eventually(() => expect(outbox.standing()).toEqual(wanted))

  test('[OB34] nothing, while it is as it should be', async () => {
    const outbox = await open(FRAMES)
    await expectTold(outbox, { isKept: true, lost: 0 })
    expect(outbox.standing()).toBe(outbox.standing())
  })

  test('[OB34] that it does not open, however often the till is started, and no more once it does', async () => {
    const hung: OutboxStore = { open: async () => STALLED, destroy: async () => STALLED }
    for (let start = 1; start <= 2; start += 1)
      await expectTold(await open(FRAMES, hung), { isKept: false, lost: 0 })
    await expectTold(await open(FRAMES), { isKept: true, lost: 0 })
  })

  test('[OB34] that it opens and never answers, after the settle limit of two readings at the latest', async () => {
    let waitedMs = 0
    const timer = {
      after(delayMs: number, fire: () => void) {
        return HURRY.after(delayMs, () => {
          waitedMs += delayMs
          fire()
        })
      },
    }
    const silent: OutboxStore = {
      destroy: () => NEVER,
      async open(onUnreadable) {
        const opened = await createDexieStore({ name: 'outbox', engine, timer }).open(onUnreadable)
        if (!opened.ok) return opened
        const hung = async () => {
          await new Promise<void>((stalled) => timer.after(4000, stalled))
          return STALLED
        }
        const { outbox } = opened.value
        const mute = { ...outbox, appliedFrame: hung, orderBase: hung, tally: hung, page: hung }
        return { ok: true, value: { ...opened.value, outbox: mute, salvage: hung, contents: hung } }
      },
    }
    await expectTold(await open(FRAMES, silent, timer), { isKept: false, lost: 0 })
    expect(waitedMs).toBeLessThanOrEqual(8000)
  })

  test('[OB34] [OB36] a store that only slept takes over from the memory once it answers, and the word ends', async () => {
    let isAsleep = true
    let looks = 0
    const sleepy: OutboxStore = {
      open: async (onUnreadable) => {
        looks += 1
        return isAsleep ? STALLED : store.open(onUnreadable)
      },
      destroy: async () => STALLED,
    }
    const pace = { after: (delayMs: number, fire: () => void) => realTimer.after(delayMs / 5_000, fire) }
    const outbox = await open(FRAMES, sleepy, pace)
    await expectTold(outbox, { isKept: false, lost: 0 })
    await eventually(() => expect(looks).toBeGreaterThan(2))
    isAsleep = false
    await expectTold(outbox, { isKept: true, lost: 0 })
    const awake = looks
    expect(await outbox.tally()).toMatchObject({ ok: true, value: { waiting: 2, done: 1 } })
    outbox.close()
    const later = await open([], store)
    expect(await later.tally()).toMatchObject({ ok: true, value: { waiting: 2, done: 1 } })
    expect(looks).toBe(awake)
  })

  test('[OB36] once it is closed nobody looks for its store any more', async () => {
    let looks = 0
    const hung: OutboxStore = {
      open: async () => {
        looks += 1
        return STALLED
      },
      destroy: async () => STALLED,
    }
    const pace = { after: (delayMs: number, fire: () => void) => realTimer.after(delayMs / 5_000, fire) }
    const outbox = await open(FRAMES, hung, pace)
    outbox.close()
    const before = looks
    await new Promise((resolve) => realTimer.after(100, () => resolve(null)))
    expect(looks).toBe(before)
  })

  test('[OB34] whoever watches is told when it changes', async () => {
    await open(FRAMES)
    await harm(rot(4))
    const [journal, timer] = [journalOf(without(4)), realTimer]
    const outbox = keepOutbox({ store, journal, timer, report: () => {}, onReady: () => {} })
    last = outbox
    const seen: number[] = []
    outbox.subscribe(() => seen.push(outbox.standing().lost))
    await eventually(() => expect(seen.at(-1)).toBe(1))
  })

  test('[OB35] [I1] records of which neither the journal nor the store can give anything back, over starts', async () => {
    await open(FRAMES)
    await harm(rot(2, 4))
    for (let start = 1; start <= 2; start += 1)
      await expectTold(await open(without(2, 4)), { isKept: true, lost: 2 })
  })

  test('[OB35] not what the journal gives back, nor what is kept by one of its two rows', async () => {
    await open(FRAMES)
    await harm(rot(2))
    await expectTold(await open(FRAMES), { isKept: true, lost: 0 })
    await harm(async (database) => {
      await database.envelopes.put({ id: operationId(4), envelope: 'melted' })
      await database.meta.put({ key: 'damaged', value: true })
    })
    await expectTold(await open(without(4)), { isKept: true, lost: 0 })
  })

  test('[OB35] not as long as the journal did not answer: it may have them', async () => {
    await open(FRAMES)
    await harm(rot(2))
    const asleep = { read: async () => fail({ kind: 'unavailable' } as const) }
    let ready = 0
    const timer = realTimer
    last = keepOutbox({ store, journal: asleep, timer, report: () => {}, onReady: () => (ready += 1) })
    await eventually(() => expect(ready).toBe(1))
    await expectTold(last, { isKept: true, lost: 0 })
  })

  test('[OB35] [OB21] also where the store has to stay as it is', async () => {
    await open(FRAMES)
    await harm(rot(4))
    const readOnly: OutboxStore = {
      destroy: () => NEVER,
      async open(onUnreadable) {
        const opened = await store.open(onUnreadable)
        const refused = async () => fail({ kind: 'storage', name: 'ReadOnlyError' } as const)
        return opened.ok ? { ok: true, value: { ...opened.value, salvage: refused } } : opened
      },
    }
    await expectTold(await open(without(2, 4), readOnly), { isKept: false, lost: 1 })
  })

  test('[OB18a] [OB35] what lies aside and cannot be carried over to a store made anew stays counted', async () => {
    await open(FRAMES)
    await harm(rot(4))
    await expectTold(await open(without(4)), { isKept: true, lost: 1 })
    const narrow: OutboxStore = {
      ...store,
      async open(onUnreadable) {
        const opened = await store.open(onUnreadable)
        if (!opened.ok) return opened
        const refused = async () => fail({ kind: 'storage', name: 'QuotaExceededError' } as const)
        const { outbox } = opened.value
        const broken = opened.value.isNew ? outbox : { ...outbox, recoverSending: refused }
        return { ok: true, value: { ...opened.value, outbox: broken, carryOver: refused } }
      },
    }
    await expectTold(await open(without(4), narrow), { isKept: false, lost: 1 })
  })
})
