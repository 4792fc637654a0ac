import { type Page, expect } from '@playwright/test'

import { systemClock } from '#account-api/adapters/system-clock.ts'
import { type DeviceId, formatDeviceId } from '#shared/domain/device-id.ts'
import { instantOf } from '#shared/kernel/instant.ts'

import { FakeTill } from '../../api/fake-till.ts'
import { find } from '../../api/looking-up.ts'
import { replacement } from '../../api/payloads.ts'
import { save, scan } from '../../harness/at-the-counter.ts'
import { fillLookUp, registerCustomer } from '../../harness/at-the-service-desk.ts'
import { test } from '../../harness/bad-day-test.ts'
import { openTill } from '../../harness/open-till.ts'
import type { Store } from '../../harness/store.ts'

const MARIA = { givenName: 'Maria', familyName: 'Sobral', email: 'maria@exemplo.pt' }
const FAULTY = 'K7M29QX4TB3D'
const FRESH = 'C9T3XB7KD5MW'
/** What two desks gave for one device. */
const ELSEWHERE_SECOND = 'H4P8VN2WQ6RZ'
const HERE_SECOND = 'N5P6Q7R8D5M2'

async function openGuarantee(page: Page, device = FAULTY): Promise<void> {
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  await page.getByText('A device does not work').click()
  await scan(page, device)
  await expect(page.getByText(formatDeviceId(device as DeviceId))).toBeVisible()
  await page.getByText('Does not charge', { exact: true }).click()
  await page.getByText('None of these').click()
}

async function saveHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: /is here and asks for it/ }).click()
  await save(page)
}

/** In this store, of the customer who registered here; the faulty one stays. */
async function swap(page: Page, fresh: string): Promise<void> {
  await page.getByText('In this country').click()
  await page.getByRole('button', { name: /^Registration · no\./ }).click()
  await page.getByLabel(/^Delivered on/).fill('01012026')
  await expect(page.getByText('Covered', { exact: true })).toBeVisible()
  await page.getByText('In this store', { exact: true }).click()
  await scan(page, fresh)
  await expect(page.getByText(formatDeviceId(fresh as DeviceId))).toBeVisible()
  await page.getByRole('button', { name: /stays here for recycling/ }).click()
  await saveHere(page)
  await expect(page.getByText('Saved on this till')).toBeVisible()
}

/** Another desk, which found the account, swaps a device of it. */
async function swapElsewhere(store: Store, devices: { old: string; new: string }): Promise<void> {
  const other = await FakeTill.enrol({ url: store.url, code: (await store.seed()).enrolmentCode })
  const { givenName, familyName } = MARIA
  const person = { givenName, familyName, dateOfBirth: '1992-05-03' }
  const { aggregateId } = await find(other, { by: 'device', deviceId: devices.old }, person)
  const swapped = await other.record({
    operation: replacement({ ...devices, registration: null }),
    aggregateId,
    occurredAt: instantOf(systemClock.wallMs()),
  })
  expect(await other.outcomes(swapped)).toEqual([{ kind: 'accepted' }])
}

test('[R17] [R18] [R19] [R29] [I7] a faulty device is swapped without a network, and the account has the new one afterwards; where another desk swapped it as well, a person decides', async ({
  profile,
  launch,
  store,
  network,
}) => {
  test.setTimeout(240_000)
  const { page } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await registerCustomer(page, MARIA, FAULTY)
  network.fail('dropped')
  await openGuarantee(page)
  await swap(page, FRESH)
  network.heal()
  const settled = page.getByText(/the new device is on the account in the place of the faulty one/)
  await expect(settled).toBeVisible({ timeout: 60_000 })
  const rows = await store.readLedger((database) =>
    database.selectFrom('replacements').select(['oldDevice', 'newDevice', 'basis', 'isTakenBack']).execute(),
  )
  expect(rows).toEqual([{ oldDevice: FAULTY, newDevice: FRESH, basis: 'voluntary', isTakenBack: true }])
  const owners = await store.readLedger((database) =>
    database.selectFrom('deviceHistory').select(['deviceId', 'event']).orderBy('at').execute(),
  )
  expect(owners).toContainEqual({ deviceId: FAULTY, event: 'replaced' })
  expect(owners).toContainEqual({ deviceId: FRESH, event: 'registered' })

  network.fail('dropped')
  await page.getByRole('button', { name: 'Next customer' }).click()
  await openGuarantee(page, FRESH)
  await swap(page, HERE_SECOND)
  await swapElsewhere(store, { old: FRESH, new: ELSEWHERE_SECOND })
  network.heal()
  await expect(page.getByText('The account API asks something about it: see To send.')).toBeVisible({
    timeout: 60_000,
  })
  // What this desk handed over is on no account until somebody says on what ground it was.
  const number = await page.getByText(/^no\. \d+$/).innerText()
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^To send/ })
    .click()
  await page.getByRole('row').filter({ hasText: number }).getByRole('button').click()
  await page
    .getByRole('radiogroup', { name: 'What is true?' })
    .getByText('The customer pays', { exact: true })
    .click()
  await page.getByRole('button', { name: 'Save the decision' }).click()
  const bases = () =>
    store.readLedger((database) =>
      database.selectFrom('replacements').select(['newDevice', 'basis']).orderBy('newDevice').execute(),
    )
  await expect.poll(bases, { timeout: 60_000 }).toEqual([
    { newDevice: FRESH, basis: 'voluntary' },
    { newDevice: ELSEWHERE_SECOND, basis: 'voluntary' },
    { newDevice: HERE_SECOND, basis: 'paid' },
  ])
})

test('[R21] [R22] [R23] [R24] [I7] help while travelling is prepared without a network, and head office has the case afterwards', async ({
  profile,
  launch,
  store,
}) => {
  const { page } = await openTill({ launch, profile, store })
  await store.stop()
  await openGuarantee(page)
  await page.getByText('Another country').click()
  await page.getByLabel('Where the customer lives').selectOption('DE')
  await page.getByLabel('Where the device is registered').selectOption('DE')
  for (const ask of ['Is the customer an adult?', 'Is the device on an account there?']) {
    await page.getByRole('radiogroup', { name: ask }).getByText('Yes', { exact: true }).click()
  }
  await page
    .getByRole('radiogroup', { name: /voluntary guarantee/ })
    .getByText('Not known')
    .click()
  await expect(page.getByText('Ask the helpline')).toBeVisible()
  await page.getByLabel('Hotel, or with whom').fill('Hotel do Largo')
  await page.getByLabel('Street and number').fill('Largo do Carmo 1')
  await page.getByLabel('Place', { exact: true }).fill('Lisboa')
  await saveHere(page)
  await expect(page.getByText('+800 2559 2559')).toBeVisible()
  await store.start()
  await expect(page.getByText(/Head office has the case for the helpline/)).toBeVisible({ timeout: 60_000 })
  const rows = await store.readLedger((database) =>
    database
      .selectFrom('assistanceCases')
      .select(['deviceId', 'answer', 'residence', 'registeredIn', 'visited'])
      .execute(),
  )
  const countries = { residence: 'DE', registeredIn: 'DE', visited: 'PT' }
  expect(rows).toEqual([{ deviceId: FAULTY, answer: 'ask-helpline', ...countries }])
})

test('[R15] [R13] [R12] [R14] [R16] [C33] an account is found by what its customer says and shows, served and removed; without a network it is not looked up', async ({
  profile,
  launch,
  store,
}) => {
  const { page } = await openTill({ launch, profile, store })
  await registerCustomer(page, MARIA, FAULTY)
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  const onDocument = { givenName: 'MARIA JOÃO', familyName: 'Sobral' }
  await fillLookUp(page, onDocument, { device: FAULTY, born: '04/05/1992' })
  await page.keyboard.press('Enter')
  await expect(page.getByText(/2 tries are left/)).toBeVisible()
  await store.stop()
  await page.getByLabel('Date of birth').fill('03/05/1992')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/can be seen only online/)).toBeVisible()
  await store.start()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Match: the account is open')).toBeVisible()
  await page.getByText('Send a link by e-mail').click()
  await page.getByText('New password', { exact: true }).click()
  await saveHere(page)
  await expect(page.getByText(/the link goes to the e-mail of the account/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Something else for this customer' }).click()
  await page.getByText('Let a device go', { exact: true }).click()
  await page.getByRole('button', { name: 'Let …TB3D go' }).click()
  await page.getByText('Lost', { exact: true }).click()
  await save(page)
  await expect(page.getByText(/the device is not on the account of this customer/)).toBeVisible({
    timeout: 60_000,
  })
  await page.getByRole('button', { name: 'Something else for this customer' }).click()
  await expect(page.getByText('No device is in the account.')).toBeVisible()
  await page.getByText('Remove the account').click()
  await page.getByLabel('Document shown').selectOption('passport')
  await save(page)
  await expect(page.getByText(/the account is removed and its devices are free/)).toBeVisible({
    timeout: 60_000,
  })
  const accounts = await store.readLedger((database) =>
    database.selectFrom('accounts').select(['contact', 'emailHash']).execute(),
  )
  expect(accounts).toEqual([{ contact: null, emailHash: null }])
  const lookUps = await store.readLedger((database) =>
    database.selectFrom('accountLookUps').select(['operatorId', 'isMatch']).orderBy('at').execute(),
  )
  expect(lookUps.map(({ isMatch }) => isMatch)).toEqual([false, true])
})
