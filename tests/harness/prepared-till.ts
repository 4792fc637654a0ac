import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import type { Envelope } from '#shared/contracts/envelope.ts'

import { expectAllSent, nextCustomer, sell, unlock } from './at-the-counter.ts'
import { test as base } from './bad-day-test.ts'
import { journalOf } from './books.ts'
import { arm, isReached, withFaultPoints } from './fault-point.ts'
import { type DeskOptions, launchDesk } from './launch-desk.ts'
import { ANA, openTill } from './open-till.ts'
import { createSeededRandom } from './seeded-random.ts'
import { type StoreCopy, openStore } from './store.ts'

/** A till with records in two segments, most of them settled and two sales that wait; and its store, as both were when it was closed. */
export interface PreparedTill {
  /** Where the till lives: what it counts of wrong PINs is counted for this place. */
  readonly profile: string
  /** What was there when it was closed. */
  readonly kept: string
  readonly store: StoreCopy
  /** The store of its window as it was before the last start. */
  readonly olderOutbox: string
  readonly written: readonly Envelope[]
}

/** Playwright's test with a till that was prepared once for all tests of a file; each takes a copy. */
export const test = base.extend<object, { prepared: PreparedTill }>({
  prepared: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needs of a fixture from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'counterside-prepared-'))
      await use(await prepare(folder))
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

/** Writes so much beside the outbox that what is in the log of LevelDB goes into tables. */
async function fillTables(page: Page): Promise<void> {
  await page.evaluate(
    async (bytes) => {
      const done = (target: EventTarget, event: string) =>
        new Promise<void>((resolve) => target.addEventListener(event, () => resolve(), { once: true }))
      const opening = indexedDB.open('beside the outbox')
      opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'))
      await done(opening, 'success')
      // Small enough to stand in the store itself, and random, so that nothing shrinks.
      for (let turn = 0; turn < 10; turn += 1) {
        const writing = opening.result.transaction('rows', 'readwrite')
        for (let row = 0; row < 64; row += 1) {
          writing.objectStore('rows').put(new Uint8Array(bytes), turn * 64 + row)
        }
        await done(writing, 'complete')
      }
      opening.result.close()
    },
    [...createSeededRandom('tables').bytes(2 ** 14)],
  )
}

async function prepare(folder: string): Promise<PreparedTill> {
  const profile = join(folder, 'profile')
  const olderOutbox = join(folder, 'older-outbox')
  mkdirSync(profile)
  const launch = withFaultPoints({
    launch: (options?: Omit<DeskOptions, 'profile'>) => launchDesk({ profile, ...options }),
    mark: join(folder, 'reached'),
  })
  const store = await openStore()
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  await nextCustomer(first.page)
  // From here on everything stands in a second segment.
  await arm(first, { at: 'sync-fails', holding: 'segment-' })
  await sell(first.page)
  expect(await isReached(first)).toBe(true)
  await expectAllSent(first.page)
  await fillTables(first.page)
  await first.close()
  cpSync(join(profile, 'IndexedDB'), olderOutbox, { recursive: true })

  const { page, close } = await launch()
  await unlock(page, ANA)
  await expectAllSent(page)
  await store.stop()
  for (let customer = 1; customer <= 2; customer += 1) {
    await sell(page)
    await nextCustomer(page)
  }
  await close()
  const kept = join(folder, 'kept')
  cpSync(profile, kept, { recursive: true })
  const stopped = store.copyTo(join(folder, 'store'))
  await store.dispose()
  return { profile, kept, store: stopped, olderOutbox, written: journalOf(profile) }
}
