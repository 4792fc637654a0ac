import { type Page, expect } from '@playwright/test'

import { expectAllSent, nextCustomer, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree } from '../../harness/books.ts'
import { everyLook } from '../../harness/every-look.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

const OPERATIONS = /operations/

const tryAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('online')))

/** Opens the record of this number among those to send; its card is what the page shows last. */
async function openRecord(page: Page, number: number) {
  const row = page.getByRole('row', { name: new RegExp(`(?:no\\.|n\\.º) ${number}\\b`) })
  await row.getByRole('button').first().click()
  return page.getByRole('region').last()
}

test('[I9] [F53] a record that no way lets through is set aside in front of a person, and so is what rests on it', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const { page } = desk
  await expectAllSent(page)
  await store.stop()
  const sale = await sell(page)
  await store.start()
  network.fail({ kind: 'problem', type: 'body-too-large', sequence: sale - 1 }, OPERATIONS)
  await tryAgain(page)
  await nextCustomer(page)
  const other = await sell(page)
  await page.getByRole('button', { name: /^To send/ }).click()

  const check = await openRecord(page, sale - 1)
  await expect(check.getByText(/larger than the account API takes/)).toBeVisible({ timeout: 60_000 })
  await expect(check.getByText(/kept on this till/)).toBeVisible()
  await expect(check.getByText(/Tell head office its number/)).toBeVisible()
  await everyLook(desk, 'quarantined', () => openRecord(page, sale - 1))
  const resting = await openRecord(page, sale)
  await expect(resting.getByText(/cannot read or send that one any more/)).toBeVisible()
  await everyLook(desk, 'blocked', () => openRecord(page, sale))
  // Nobody else waits for it.
  const ledger = await store.readLedger((database) =>
    database.selectFrom('inbox').select('sequence').execute(),
  )
  expect(ledger.map(({ sequence }) => sequence)).toContain(other)
})

test('[I9] [F52] a record that fails again and again while others go is suspect, is said so, and is not lost', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const { page, close } = desk
  await expectAllSent(page)
  const { chains } = await store.onlyChain()
  const next = (chains[0]?.contiguousSequence ?? 0) + 2
  network.fail({ kind: 'problem', type: 'internal-error', sequence: next }, OPERATIONS)
  const sale = await sell(page)
  expect(sale).toBe(next)
  // Only what fails while others go is the record's own fault. It waits longer each time, but not for a new window.
  const needsYou = page.getByRole('button', { name: /needs you/ })
  for (let met = 2; (await needsYou.count()) === 0; met += 2) {
    expect(met).toBeLessThan(60)
    await page.reload()
    await expect(page.getByRole('heading', { name: /New customer/ })).toBeVisible()
    await sell(page)
    await network.met(met)
    // The failures of a batch that is halved make the till wait longer each time [SY12]; a network that comes back ends it.
    await tryAgain(page)
    await expect(page.getByText(/^Sent/)).toBeVisible({ timeout: 60_000 })
  }
  await page.getByRole('button', { name: /^To send/ }).click()
  const record = await openRecord(page, sale)
  await expect(record.getByText(/failed again and again/)).toBeVisible()
  await expect(record.getByText(/kept whole on this till and tried again/)).toBeVisible()
  await everyLook(desk, 'suspect', () => openRecord(page, sale))
  // It is tried again by itself: once a day, and at each start.
  network.heal()
  await close()
  const again = await launch()
  await unlock(again.page, ANA)
  await expectAllSent(again.page)
  await expectBooksAgree({ store, profile })
})

test('[I9] [SY18] a till that head office calls too old keeps what it has, says so, and goes on once it is taken again', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const { page, close } = desk
  await expectAllSent(page)
  await store.stop()
  const sale = await sell(page)
  await store.start()
  network.fail({ kind: 'problem', type: 'client-too-old' }, OPERATIONS)
  await tryAgain(page)
  await expect(page.getByText(/^Nothing new can be saved here\. Everything/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: /^To send/ }).click()
  await openRecord(page, sale)
  await everyLook(desk, 'client-too-old', () => openRecord(page, sale))
  network.heal()
  // As after an update: the desk starts again.
  await close()
  const again = await launch()
  await unlock(again.page, ANA)
  await expectAllSent(again.page)
  await expect(again.page.getByText(/^Nothing new can be saved here/)).toHaveCount(0)
  const confirmed = [sale, await sell(again.page)]
  await expectAllSent(again.page)
  await expectBooksAgree({ store, profile, confirmed })
})
