import { type Page, expect } from '@playwright/test'

import { expectAllSent, save, scan, unlock } from '../../harness/at-the-counter.ts'
import { registerCustomer } from '../../harness/at-the-service-desk.ts'
import { test } from '../../harness/bad-day-test.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

const MARIA = { givenName: 'Maria', familyName: 'Sobral', email: 'maria@exemplo.pt' }
const DEVICE = 'K7M29QX4TB3D'
const OPERATIONS = /\/operations$/
const HERE = /is here and asks for it/

async function openLoyalty(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  await page.getByRole('button', { name: /^Registration · no\./ }).click()
  await page.getByText('Loyalty and points').click()
}

test('[R20] [I7] joined without a network, points are spent once though main is killed between the request and its reply', async ({
  profile,
  launch,
  store,
  network,
}) => {
  test.setTimeout(240_000)
  const desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const { page } = desk
  await registerCustomer(page, MARIA, DEVICE)
  network.fail('dropped')
  await openLoyalty(page)
  await expect(page.getByText('Points cannot be seen now')).toBeVisible({ timeout: 30_000 })
  await page.getByText('Join', { exact: true }).click()
  await page.getByRole('button', { name: HERE }).click()
  await save(page)
  network.heal()
  await expect(page.getByText('The newest of joining and leaving counts.', { exact: false })).toBeVisible({
    timeout: 60_000,
  })
  // The customer follows the link of the mail, and the manufacturer says that it made the device.
  await store.readLedger((database) =>
    database.updateTable('accounts').set({ emailConfirmedAt: '2026-01-01T00:00:00.000Z' }).execute(),
  )
  await store.asHeadOffice('POST', '/v1/known-devices', { deviceIds: [DEVICE] })
  await page.getByRole('button', { name: 'Something else for this customer' }).click()
  await page.getByText('Loyalty and points').click()
  await expect(page.getByText('Member. Points: 100')).toBeVisible()
  await page.getByText('Exchange points', { exact: true }).click()
  await page.getByText('A case for the device').click()
  network.fail('reply-held', OPERATIONS)
  await page.getByRole('button', { name: /^Exchange 60 points/ }).click()
  await expect(page.getByText('Not answered yet: hand nothing over')).toBeVisible()
  await network.met(1)
  await desk.kill()
  network.heal()
  const again = await launch()
  await unlock(again.page, ANA)
  await expectAllSent(again.page)
  await openLoyalty(again.page)
  await expect(again.page.getByText('Member. Points: 40')).toBeVisible()
  const entries = await store.readLedger((database) =>
    database.selectFrom('loyaltyEntries').select(['kind', 'points', 'item']).orderBy('at').execute(),
  )
  expect(entries).toEqual([
    { kind: 'earned', points: 100, item: null },
    { kind: 'redeemed', points: -60, item: 'case' },
  ])
})

test('[R17] [R22] [I7] a case that was opened without a network meets head office, and what each does comes to the other', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(240_000)
  const { page } = await openTill({ launch, profile, store })
  await registerCustomer(page, MARIA, DEVICE)
  await store.stop()
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  await page.getByText('A device does not work').click()
  await scan(page, DEVICE)
  await page.getByText('In this country').click()
  await page.getByRole('button', { name: /^Registration · no\./ }).click()
  await page.getByText('Does not charge', { exact: true }).click()
  await page.getByText('The whole kit').click()
  await page.getByText('None of these').click()
  await page.getByLabel(/^Delivered on/).fill('01012026')
  await page.getByText('Collection point', { exact: true }).click()
  await page.getByLabel('Find a collection point').fill('coimbra')
  await page.getByRole('button', { name: /^Balcão de treino/ }).click()
  await page.getByRole('button', { name: HERE }).click()
  await save(page)
  await page.getByRole('button', { name: 'Next customer' }).click()
  await page.getByText('A case of this till').click()
  await page.getByRole('button', { name: /^Guarantee case · no\./ }).click()
  await expect(page.getByText('Head office does not have it yet')).toBeVisible()
  await store.start()
  await expect(page.getByText('With head office', { exact: true })).toBeVisible({ timeout: 60_000 })
  const [opened] = await store.readLedger((database) =>
    database.selectFrom('guaranteeCases').select('operationId').execute(),
  )
  const path = `/v1/service-cases/${opened?.operationId}`
  await store.asHeadOffice('POST', `${path}/steps`, { step: 'on-its-way' })
  await page.getByRole('button', { name: 'Something else' }).click()
  await page.getByText('A case of this till').click()
  await expect(page.getByText('A device is on its way', { exact: true })).toBeVisible()
  await store.stop()
  await page.getByText('Device handed over', { exact: true }).click()
  await save(page)
  await page.getByRole('button', { name: 'Something else' }).click()
  await page.getByText('A case of this till').click()
  await expect(page.getByText(/^Last known on/)).toBeVisible({ timeout: 30_000 })
  await store.start()
  await expect(page.getByText('Handed over', { exact: true })).toBeVisible({ timeout: 60_000 })
  await store.asHeadOffice('POST', `${path}/closure`, { conclusion: 'replaced' })
  const steps = await store.readLedger((database) =>
    database.selectFrom('serviceCaseSteps').select('step').orderBy('takenAt').execute(),
  )
  expect(steps).toEqual([{ step: 'on-its-way' }, { step: 'device-handed-over' }])
})
