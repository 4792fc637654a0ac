import { expect, test, vi } from 'vitest'

import { type WindowStoreRenewal, openWindowStoreRenewal } from '#electron/desk/window-store.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'

import { operationId } from '../../harness/journal-records.ts'
import { createManualTime } from '../../harness/manual-time.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A till whose window store is emptied; what it is that happens is set by hand. */
function createTill() {
  const [disk, time] = [createMemoryDisk(), createManualTime()]
  const till = { givenUp: 0, isLocked: true, cleared: 0, asked: 0, unsettled: [] as OperationId[] }
  const clear = vi.fn<() => Promise<void>>(async () => void (till.cleared += 1))
  const readable = new Set([operationId(1)])
  let renewal: WindowStoreRenewal | undefined
  const start = async () => {
    renewal?.stop()
    renewal = await openWindowStoreRenewal({
      disk,
      ...time,
      path: '/profile/window-store.json',
      journal: {
        givenUp: () => till.givenUp,
        holds: async (id) => readable.has(id),
      },
      isLocked: () => till.isLocked,
      ask() {
        till.asked += 1
        void renewal?.renew(till.unsettled)
      },
      clear,
    })
    return renewal
  }
  /** Lets everything that was begun end, too. */
  const pass = async (ms: number) => {
    await new Promise(setImmediate)
    for (let left = ms; left > 0; left -= 5 * MINUTE) {
      time.pass(Math.min(left, 5 * MINUTE))
      await new Promise(setImmediate)
    }
  }
  return { till, time, disk, readable, clear, start, pass }
}

test('[D26] [C20] the store is emptied only for bytes that were given up, and once', async () => {
  const { till, start, pass } = createTill()
  const renewal = await start()
  renewal.noteWhole()
  await pass(HOUR)
  expect(till.cleared).toBe(0)
  till.givenUp = 3
  await pass(5 * MINUTE)
  expect(till.cleared).toBe(1)
  await pass(30 * HOUR)
  expect(till.cleared).toBe(1)
})

test('[D26] while somebody works at the desk, or before the journal was verified, it stays', async () => {
  const { till, start, pass } = createTill()
  till.givenUp = 3
  const renewal = await start()
  await pass(HOUR)
  expect(till.cleared).toBe(0)
  till.isLocked = false
  renewal.noteWhole()
  await pass(HOUR)
  expect(till.cleared).toBe(0)
  till.isLocked = true
  await pass(5 * MINUTE)
  expect(till.cleared).toBe(1)
})

test('[D26] it is emptied at most every twelve hours, also over starts, and a clock that goes wrong does not put it off', async () => {
  const { till, time, start, pass } = createTill()
  till.givenUp = 1
  const first = await start()
  first.noteWhole()
  await pass(5 * MINUTE)
  till.givenUp = 2
  const second = await start()
  second.noteWhole()
  await pass(11 * HOUR)
  expect(till.cleared).toBe(1)
  await pass(HOUR)
  expect(till.cleared).toBe(2)
  till.givenUp = 3
  time.setWall(Date.UTC(2016, 0, 1))
  await pass(5 * MINUTE)
  expect(till.cleared).toBe(3)
})

test('[D26] an empty store is no alarm once after it was emptied on purpose, a kill in between or not', async () => {
  const { till, start, pass } = createTill()
  const first = await start()
  expect(await first.takeExpected()).toBe(false)
  till.givenUp = 1
  first.noteWhole()
  await pass(5 * MINUTE)
  const second = await start()
  expect(await second.takeExpected()).toBe(true)
  expect(await second.takeExpected()).toBe(false)
  const third = await start()
  expect(await third.takeExpected()).toBe(false)
})

test('[D26] what cannot be noted on the disk is not begun', async () => {
  const { till, disk, start, pass } = createTill()
  const renewal = await start()
  disk.setPlan((step) => (step === 'write' ? 'no-space' : null))
  till.givenUp = 1
  renewal.noteWhole()
  await pass(HOUR)
  expect(till.cleared).toBe(0)
})

test('[D26] [I1] a record that waits and that the journal lost stays where it is: in the store alone', async () => {
  const { till, start, pass } = createTill()
  const renewal = await start()
  till.givenUp = 1
  till.unsettled = [operationId(1), operationId(2)]
  renewal.noteWhole()
  await pass(13 * HOUR)
  expect(till.asked).toBeGreaterThan(1)
  expect(till.cleared).toBe(0)
  till.unsettled = [operationId(1)]
  await pass(5 * MINUTE)
  expect(till.cleared).toBe(1)
})

test('[D26] [I1] a record that the journal knows and cannot read any more stays where it is', async () => {
  const { till, readable, start, pass } = createTill()
  const renewal = await start()
  till.givenUp = 1
  till.unsettled = [operationId(1)]
  readable.delete(operationId(1))
  renewal.noteWhole()
  await pass(HOUR)
  expect(till.cleared).toBe(0)
  readable.add(operationId(1))
  await pass(5 * MINUTE)
  expect(till.cleared).toBe(1)
})

test('[D26] two answers at once empty it once: what is being made anew is not emptied again', async () => {
  const { till, start } = createTill()
  const renewal = await start()
  renewal.noteWhole()
  till.givenUp = 1
  expect(await Promise.all([1, 2, 3].map(() => renewal.renew([])))).toEqual([true, false, false])
  expect(till.cleared).toBe(1)
})

test('[D26] a store that could not be emptied once is emptied in its time all the same', async () => {
  const { till, clear, start, pass } = createTill()
  const renewal = await start()
  renewal.noteWhole()
  till.givenUp = 1
  clear.mockRejectedValueOnce(new Error('the files are held'))
  await expect(renewal.renew([])).rejects.toThrow('the files are held')
  till.givenUp = 2
  await pass(12 * HOUR)
  expect(till.cleared).toBe(1)
})

test('[D26] somebody who unlocks while records are read back keeps the store', async () => {
  const { till, start } = createTill()
  const renewal = await start()
  renewal.noteWhole()
  till.givenUp = 1
  const answer = renewal.renew([operationId(1)])
  till.isLocked = false
  expect(await answer).toBe(false)
  expect(till.cleared).toBe(0)
})

test('[D26] a window that offers its store when nobody asked for it keeps it', async () => {
  const { till, start } = createTill()
  const renewal = await start()
  till.givenUp = 1
  expect(await renewal.renew([])).toBe(false)
  renewal.noteWhole()
  till.isLocked = false
  expect(await renewal.renew([])).toBe(false)
})
