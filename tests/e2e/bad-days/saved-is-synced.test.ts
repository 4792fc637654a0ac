import { expect } from '@playwright/test'

import { nextCustomer, proveAge, sell } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { openTill } from '../../harness/open-till.ts'
import { watchSyncs } from '../../harness/watch-syncs.ts'

test('[J1] [I1] each save that the screen confirms was followed by an fdatasync of its journal, seen from outside', async ({
  profile,
  launch,
  store,
}) => {
  const desk = await openTill({ launch, profile, store })
  const { page } = desk
  const before = new Set(journalOf(profile).map(({ id }) => id))
  const watched = await watchSyncs(desk)
  const confirmedAt = new Map<string, number>()
  const noteConfirmed = () => {
    for (const { id } of journalOf(profile)) {
      if (!before.has(id) && !confirmedAt.has(id)) confirmedAt.set(id, watched.now())
    }
  }
  for (let customer = 1; customer <= 3; customer += 1) {
    await proveAge(page, '30-11-1980')
    await expect(page.getByText('Sale allowed')).toBeVisible()
    noteConfirmed()
    await page.getByRole('button', { name: 'Finish without registering' }).click()
    await expect(page.getByText('Saved on this till').or(page.getByText(/^Sent/))).toBeVisible()
    noteConfirmed()
    await nextCustomer(page)
  }
  const syncs = await watched.stop()
  expect(confirmedAt.size).toBe(6)
  for (const [id, atMs] of confirmedAt) {
    const synced = syncs.find(({ written }) => written.includes(id))
    expect(synced, `an fdatasync after the write of ${id}`).toBeDefined()
    expect(synced?.atMs, 'synced before the screen said so').toBeLessThanOrEqual(atMs)
  }
  await sell(page)
  await expectBooksAgree({ store, profile })
})
