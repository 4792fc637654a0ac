import { expect } from '@playwright/test'

import { expectAllSent, nextCustomer, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { scanFolder } from '../../harness/leak-scan/scan.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

test('[C20] [D26] what the account API holds durably leaves every file of the till, and nothing is missed by that', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  const confirmed = [await sell(first.page)]
  await nextCustomer(first.page)
  confirmed.push(await sell(first.page))
  await expectAllSent(first.page)
  const sealed = journalOf(profile).flatMap(({ sealedPayload }) => sealedPayload ?? [])
  expect(sealed.length).toBeGreaterThan(3)
  await first.close()
  const filesWith = () => [...new Set(scanFolder(profile, sealed).leaks.map(({ file }) => file))]
  // The window's store is one of those files, so that what follows shows something.
  expect(filesWith().join(' ')).toContain('IndexedDB')

  const { page, close } = await launch()
  await expect(page.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  await expect.poll(filesWith, { timeout: 60_000, intervals: [2000] }).toEqual([])
  await unlock(page, ANA)
  confirmed.push(await sell(page))
  await expectAllSent(page)
  await expectBooksAgree({ store, profile, confirmed })
  const told = await store.readLedger((database) =>
    database.selectFrom('terminalEvents').select('kind').execute(),
  )
  expect(told.map(({ kind }) => kind)).not.toContain('store-rebuilt')
  await close()
})
