import { type Page, expect } from '@playwright/test'

import { save, scan } from '../../harness/at-the-counter.ts'
import { fillLookUp, registerCustomer } from '../../harness/at-the-service-desk.ts'
import { test } from '../../harness/bad-day-test.ts'
import { openTill } from '../../harness/open-till.ts'

const MARIA = { givenName: 'Maria', familyName: 'Sobral', email: 'maria@exemplo.pt' }
const FAULTY = 'K7M29QX4TB3D'
const FRESH = 'C9T3XB7KD5MW'
const HOLDER = 'H2V4WX6Y8Z3A'
const FRESH_HOLDER = 'H2V4WX6Y8Z3B'

async function openGuarantee(
  page: Page,
  { device, failed } = { device: FAULTY, failed: 'The whole kit' },
): Promise<void> {
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  await page.getByText('A device does not work').click()
  await scan(page, device)
  await expect(page.getByText(device.replace(/.{4}(?=.)/g, '$& '))).toBeVisible()
  await page.getByText('Does not charge', { exact: true }).click()
  await page.getByText(failed).click()
  await page.getByText('None of these').click()
}

/** The customer's registration at this till, and a day on which the guarantee covers. */
async function sayWhoseAndSince(page: Page): Promise<void> {
  await page.getByText('In this country').click()
  await page.getByRole('button', { name: /^Registration · no\./ }).click()
  await page.getByLabel(/^Delivered on/).fill('01012026')
  await expect(page.getByText('Covered', { exact: true })).toBeVisible()
  await page.getByText('In this store', { exact: true }).click()
}

async function saveHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: /is here and asks for it/ }).click()
  await save(page)
}

test('[R11] [R17] [R18] [R19] [R29] [I7] a faulty device is swapped without a network, and the account has the new one afterwards; then the holder of that kit alone', async ({
  profile,
  launch,
  store,
}) => {
  const { page } = await openTill({ launch, profile, store })
  await registerCustomer(page, MARIA, FAULTY)
  await store.stop()
  await openGuarantee(page)
  await sayWhoseAndSince(page)
  await scan(page, FRESH)
  await expect(page.getByText('C9T3 XB7K D5MW')).toBeVisible()
  await page.getByRole('button', { name: /stays here for recycling/ }).click()
  await saveHere(page)
  await expect(page.getByText('Saved on this till')).toBeVisible()
  await store.start()
  await expect(page.getByText(/the new device is on the account in the place of the faulty one/)).toBeVisible(
    {
      timeout: 60_000,
    },
  )
  const rows = await store.readLedger((database) =>
    database.selectFrom('replacements').select(['oldDevice', 'newDevice', 'basis', 'isTakenBack']).execute(),
  )
  expect(rows).toEqual([{ oldDevice: FAULTY, newDevice: FRESH, basis: 'voluntary', isTakenBack: true }])
  const owners = await store.readLedger((database) =>
    database.selectFrom('deviceHistory').select(['deviceId', 'event']).orderBy('at').execute(),
  )
  expect(owners).toContainEqual({ deviceId: FAULTY, event: 'replaced' })
  expect(owners).toContainEqual({ deviceId: FRESH, event: 'registered' })
  const parts = [{ kind: 'holder', deviceId: HOLDER }]
  await store.asHeadOffice('POST', '/v1/known-kits', { kits: [{ kitId: FRESH, parts }] })
  await page.getByRole('button', { name: 'Next customer' }).click()
  await openGuarantee(page, { device: FRESH, failed: 'Holder of this kit' })
  await scan(page, HOLDER)
  await expect(page.getByText('H2V4 WX6Y 8Z3A')).toBeVisible()
  await sayWhoseAndSince(page)
  await scan(page, FRESH_HOLDER)
  await expect(page.getByText('H2V4 WX6Y 8Z3B')).toBeVisible()
  await saveHere(page)
  await expect(page.getByText(/the new device is on the account in the place of the faulty one/)).toBeVisible(
    { timeout: 60_000 },
  )
  const changes = await store.readLedger((database) =>
    database.selectFrom('kitChanges').select(['kitId', 'kind', 'oldPart', 'newPart']).execute(),
  )
  expect(changes).toEqual([{ kitId: FRESH, kind: 'holder', oldPart: HOLDER, newPart: FRESH_HOLDER }])
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
