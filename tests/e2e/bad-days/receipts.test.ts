import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { ROUTES } from '#shared/contracts/routes.ts'

import { expectAllSent, nextCustomer, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { type Confirmation, readConfirmation } from '../../harness/confirmations.ts'
import { ANA, openTill } from '../../harness/open-till.ts'
import type { Store } from '../../harness/store.ts'

/** What head office does with a confirmation in its hand. */
async function lookUp(store: Store, { number, shortHash }: Confirmation) {
  const query = new URLSearchParams({ sequence: `${number}`, hash: shortHash, storeId: 'practice-store' })
  return ROUTES.paper.response.parse(
    await store.asHeadOffice('GET', `${ROUTES.paper.path}?${query.toString()}`),
  )
}

test('[F25] number and short hash of a confirmation find its record at head office, and convict a till that lost it', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  const sent = await readConfirmation(first.page, 'a sale that is sent')
  await expectAllSent(first.page)
  expect((await lookUp(store, sent)).records).toMatchObject([
    { type: 'sale', sequence: sent.number, outcome: 'accepted' },
  ])
  await nextCustomer(first.page)

  await store.stop()
  await sell(first.page)
  const lost = await readConfirmation(first.page, 'a sale that is lost with both stores')
  await first.kill()
  for (const name of ['journal', 'IndexedDB']) rmSync(join(profile, name), { recursive: true })
  await store.start()
  const { page } = await launch()
  await unlock(page, ANA)
  await expect(page.getByText('The end of this till’s journal is lost')).toBeVisible()
  const answer = await lookUp(store, lost)
  expect(answer.records).toEqual([])
  expect(answer.elsewhere).toMatchObject([{ epoch: 1, state: 'beyond' }])
  expect((await lookUp(store, sent)).records).toHaveLength(1)
})
