import { type Page, expect } from '@playwright/test'

import { save, scan } from '../../harness/at-the-counter.ts'
import { findAccount, registerCustomer } from '../../harness/at-the-service-desk.ts'
import { test } from '../../harness/bad-day-test.ts'
import { openTill } from '../../harness/open-till.ts'
import type { Store } from '../../harness/store.ts'

const MARIA = { givenName: 'Maria', familyName: 'Sobral', email: 'maria@exemplo.pt' }
const RUI = { givenName: 'Rui', familyName: 'Tavares', email: 'rui@exemplo.pt' }
const HERE = /is here and asks for it/
const USED = 'K7M29QX4TB3D'
const OWN = 'C9T3XB7KD5MW'

/** By their own look-up; only one of the two accounts is open at a time. */
async function find(page: Page, who: typeof MARIA, device: string): Promise<void> {
  await findAccount(page, who, device)
  await page.getByRole('button', { name: HERE }).click()
}

test('[R12] [R14] [C33] [I7] [TR1] [TR3] [TR4] a used device goes from one found account to another at one counter, and the new owner changes their e-mail and asks for a copy of their data; without a network it is handed on between two customers of this till; where its owner cannot be reached head office decides, and the till hears it', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(300_000)
  const { page } = await openTill({ launch, profile, store })
  await registerCustomer(page, MARIA, USED)
  await registerCustomer(page, RUI, OWN)
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  await page.getByText('Hand a device on').click()
  await page.getByText('Yes, here').click()
  await find(page, MARIA, USED)
  await page.getByRole('button', { name: 'Let …TB3D go' }).click()
  await page.getByText('Sold on', { exact: true }).click()
  await save(page)
  await page.getByRole('button', { name: 'On to the new owner' }).click()
  await expect(page.getByText('…TB3D: let go by its first owner')).toBeVisible()
  await expect(page.getByText('Match: the account is open')).toBeHidden()
  await find(page, RUI, OWN)
  await save(page)
  await expect(page.getByText(/told by e-mail what was added/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Something else for this customer' }).click()
  await page.getByText('Change contact details').click()
  await page.getByLabel('New e-mail').fill('rui.novo@exemplo.pt')
  await page.getByLabel('Postal address').selectOption('Another one')
  await page.getByLabel('Street and number').fill('Rua Nova 3')
  await page.getByLabel('Postal code').fill('4000-001')
  await page.getByLabel('Place').fill('Porto')
  await page.getByRole('button', { name: /has read it here/ }).click()
  await save(page)
  await expect(page.getByText(/the change holds once the customer says yes/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Something else for this customer' }).click()
  await page.getByText('Send a link by e-mail').click()
  await page.getByText('Copy of their data', { exact: true }).click()
  await save(page)
  await expect(page.getByText(/the link goes to the e-mail of the account/)).toBeVisible({ timeout: 60_000 })
  const had = await store.readLedger((database) =>
    database.selectFrom('devices').select(['accountId', 'deviceId', 'origin', 'releasedAt']).execute(),
  )
  const rui = had.find(({ deviceId }) => deviceId === OWN)?.accountId
  const used = had.filter(({ deviceId }) => deviceId === USED)
  expect(used.filter(({ releasedAt }) => releasedAt === null)).toMatchObject([
    { accountId: rui, origin: 'bought-elsewhere' },
  ])
  expect(used).toHaveLength(2)
  const changes = await store.readLedger((database) =>
    database.selectFrom('contactChanges').select(['accountId', 'hasNewEmail', 'decidedAt']).execute(),
  )
  const asked = await store.readLedger((database) =>
    database.selectFrom('mailRequests').select('accountId').where('kind', '=', 'data').execute(),
  )
  expect(asked).toEqual([{ accountId: rui }])
  expect(changes).toEqual([{ accountId: rui, hasNewEmail: true, decidedAt: null }])

  // Back again without a network: both registered at this till, and each has their turn.
  await store.stop()
  await page.getByRole('button', { name: 'Next customer' }).click()
  await page.getByText('Hand a device on').click()
  await page.getByText('Yes, here').click()
  const registrations = page.getByRole('button', { name: /^Registration · no\./ })
  await registrations.nth(0).click()
  await scan(page, OWN)
  await page.getByText('Given away', { exact: true }).click()
  await page.getByRole('button', { name: HERE }).click()
  await save(page)
  await page.getByRole('button', { name: 'On to the new owner' }).click()
  await expect(page.getByText('…D5MW: let go by its first owner')).toBeVisible()
  // No account and no code says here what it is.
  await page.getByLabel('What it is').selectOption('kit')
  await registrations.nth(1).click()
  await page.getByRole('button', { name: HERE }).click()
  await save(page)
  await expect(page.getByText('Saved on this till')).toBeVisible()
  await store.start()
  await expect(page.getByText(/told by e-mail what was added/)).toBeVisible({ timeout: 60_000 })
  const maria = used.find(({ releasedAt }) => releasedAt !== null)?.accountId ?? ''
  const settled = await store.readLedger((database) =>
    database
      .selectFrom('deviceHistory')
      .innerJoin('inbox', 'inbox.operationId', 'deviceHistory.operationId')
      .select(['event', 'accountId', 'reason'])
      .where('deviceId', '=', OWN)
      .orderBy('sequence')
      .execute(),
  )
  expect(settled.slice(-2)).toEqual([
    { event: 'released', accountId: rui, reason: 'gift' },
    { event: 'registered', accountId: maria, reason: null },
  ])
  const told = await store.readLedger((database) =>
    database.selectFrom('mailRequests').select(['kind', 'accountId']).orderBy('requestedAt').execute(),
  )
  expect(told).toEqual(
    expect.arrayContaining([
      { kind: 'device-let-go', accountId: rui },
      { kind: 'devices-added', accountId: maria },
    ]),
  )

  // Once more, and whoever has it cannot be reached.
  await page.getByRole('button', { name: 'Next customer' }).click()
  await page.getByText('Hand a device on').click()
  await page.getByText('No, and cannot be reached').click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'The new owner' })).toBeVisible()
  await scan(page, USED)
  await page.getByText('Bought elsewhere').click()
  await registrations.nth(1).click()
  await page.getByRole('button', { name: HERE }).click()
  await save(page)
  await expect(page.getByText('Disputed: head office decides')).toBeVisible({ timeout: 60_000 })
  expect(await holderOf(store)).toEqual([rui])
  const [dispute] = await store.readLedger((database) =>
    database.selectFrom('cases').select('caseId').where('kind', '=', 'device-disputed').execute(),
  )
  await store.asHeadOffice('POST', `/v1/cases/${dispute?.caseId}/resolution`, {
    caseVersion: 1,
    decision: { choice: 'transfer', releasedByHolder: true },
  })
  await page.getByRole('button', { name: 'Next customer' }).click()
  await page.getByText('A case of this till').click()
  await page
    .getByRole('button', { name: /^Device added · no\./ })
    .first()
    .click()
  await expect(page.getByText('Decided for this customer').first()).toBeVisible({ timeout: 60_000 })
  expect(await holderOf(store)).toEqual([maria])
})

/** The account that has the used device. */
async function holderOf(store: Store): Promise<string[]> {
  const rows = await store.readLedger((database) =>
    database
      .selectFrom('devices')
      .select('accountId')
      .where('deviceId', '=', USED)
      .where('releasedAt', 'is', null)
      .execute(),
  )
  return rows.map(({ accountId }) => accountId)
}
