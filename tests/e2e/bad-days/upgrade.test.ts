import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { systemClock } from '#electron/main/system-clock.ts'
import { type Page, expect } from '@playwright/test'

import { expectAllSent, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { noteKill, withFaultPoints } from '../../harness/fault-point.ts'
import { ledgerOf } from '../../harness/ledger.ts'
import { ANA, openTill } from '../../harness/open-till.ts'
import { ageCheck, writeWaiting } from '../../harness/waiting-records.ts'

const WAITING = 10_000
const OUTBOX = 'outbox'

/**
 * Puts a store of another version in the place of the window's: its tables, and rows that this version cannot read. The page
 * is loaded again for it, with a desk that cannot open a store.
 */
async function putStoreOfVersion(page: Page, version: number): Promise<void> {
  await page.addInitScript(
    ({ name, wanted }) => {
      indexedDB.deleteDatabase(name)
      const opening = indexedDB.open(name, wanted)
      opening.addEventListener('upgradeneeded', () => {
        for (const table of ['envelopes', 'deliveries']) {
          const rows = opening.result.createObjectStore(table, { keyPath: 'id' })
          rows.put({ id: 'of another version', what: 'is not known here' })
        }
        opening.result.createObjectStore('meta', { keyPath: 'key' }).put({ key: 'appliedFrame', value: 3 })
      })
      opening.addEventListener('success', () => {
        opening.result.close()
        document.documentElement.dataset['storePut'] = ''
      })
      IDBFactory.prototype.open = () => {
        throw new DOMException('not while a test writes it', 'UnknownError')
      }
    },
    { name: OUTBOX, wanted: version },
  )
  await page.reload()
  await expect(page.locator('html[data-store-put]')).toHaveCount(1)
}

test('[F14] [F75] 10,000 records that an earlier version left are all sent by this one, and the counter does not wait for them', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(600_000)
  const first = await openTill({ launch, profile, store })
  await expectAllSent(first.page)
  await putStoreOfVersion(first.page, 5)
  await first.kill()
  await store.stop()
  await writeWaiting({
    profile,
    count: WAITING,
    record: (terminal) => ageCheck({ operator: 'a1', terminal }),
  })

  const mark = join(profile, 'fault-point-reached')
  const point = { at: 'before-answer', holding: '"journal.read"', passes: 20 } as const
  // It may end before it has a window.
  const upgrading = await withFaultPoints({ launch, mark, point })().catch(() => null)
  await upgrading?.ended
  expect(existsSync(mark), 'main ended while the store was made anew').toBe(true)
  noteKill('[F14] in an upgrade')

  const startedAt = systemClock.monotonicMs()
  let desk = await launch()
  await expect(desk.page.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  const readyMs = Math.round(systemClock.monotonicMs() - startedAt)
  await unlock(desk.page, ANA)
  await sell(desk.page)
  await expect(desk.page.getByText(/^Offline, 10.?\d{3} saved here/)).toBeVisible({ timeout: 120_000 })
  const followedMs = Math.round(systemClock.monotonicMs() - startedAt)
  const measured = `ready to unlock after ${readyMs} ms, the outbox after ${followedMs} ms`
  test.info().annotations.push({ type: 'measured', description: `${WAITING} waiting: ${measured}` })
  console.log(`${WAITING} waiting: ${measured}`)

  await store.start()
  await desk.page.evaluate(() => window.dispatchEvent(new Event('online')))
  const arrived = async () => (await ledgerOf(store)).length
  await expect.poll(arrived, { timeout: 120_000, intervals: [500] }).toBeGreaterThan(1000)
  await desk.kill()
  noteKill('with 10,000 on their way')
  desk = await launch()
  await unlock(desk.page, ANA)
  await expect
    .poll(arrived, { timeout: 480_000, intervals: [2_000] })
    .toBeGreaterThanOrEqual(journalOf(profile).length)
  await expectBooksAgree({ store, profile })
})

test('[F76] [F77] after a newer version: its store is left for one of our own, and its records are kept and sent', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await expectAllSent(first.page)
  await putStoreOfVersion(first.page, 90)
  await first.kill()
  await writeWaiting({
    profile,
    count: 1,
    record: () => ({ type: 'loyalty-card', schemaVersion: 1, payload: { points: 3 } }),
  })
  const { page } = await launch()
  await unlock(page, ANA)
  await sell(page)
  await expect.poll(async () => (await ledgerOf(store)).length).toBe(journalOf(profile).length)
  const records = await ledgerOf(store)
  expect(records.filter(({ type }) => type === 'loyalty-card')).toMatchObject([{ outcome: 'quarantined' }])
  expect((await store.onlyChain()).chains).toMatchObject([{ intact: true, gaps: [], forks: [] }])
})
