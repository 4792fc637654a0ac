import { type Page, expect } from '@playwright/test'

import {
  expectAllSent,
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  setFirstPin,
  setUpTill,
  speakEnglish,
  typeDevice,
} from '../harness/at-the-counter.ts'
import { test } from '../harness/desk-test.ts'
import { type Store, openStore } from '../harness/store.ts'
import { amendmentsIn, contactsIn } from '../harness/open-ledger.ts'

const PIN = '428517'
const KIT = 'K7M29QX4TB3D'
const VOIDED_KIT = 'H4P8VN2WQ6RZ'

const MARIA = { givenName: 'Maria', familyName: 'Ávila', email: 'maria.avila@exempl.pt' }
const RIGHT_EMAIL = 'maria.avila@exemplo.pt'
const JOAO = { givenName: 'João', familyName: 'Évora', email: 'jevora77@exemplo.pt' }
const RITA = { givenName: 'Rita', familyName: 'Brandão', email: 'rita.brandao@exemplo.pt' }

async function register(page: Page, given: { birth: string; customer: typeof MARIA; device: string }) {
  await proveAge(page, given.birth)
  await fillCustomer(page, given.customer)
  await typeDevice(page, given.device)
  await save(page)
}

/** The number that the screen gives a customer, as digits. */
async function shownNumber(page: Page): Promise<string> {
  const shown = await page.locator('.done-number').innerText()
  return shown.replaceAll(/\D/g, '')
}

const go = (page: Page, place: string) =>
  page.getByRole('navigation').getByRole('button', { name: place }).click()

/** What is sealed is opened by the account API alone: what it made of the day. */
async function readDay(store: Store) {
  return store.readLedger(async (ledger, safe) => ({
    checks: await ledger.selectFrom('ageChecks').select(['operationId', 'outcome']).execute(),
    corrected: await ledger.selectFrom('ageCheckCorrections').select(['ageCheckId', 'why']).execute(),
    accounts: await contactsIn(ledger, safe),
    mails: await ledger.selectFrom('mailRequests').select(['kind', 'accountId', 'sentAt']).execute(),
    amendments: await amendmentsIn(ledger, safe),
    voids: await ledger.selectFrom('voids').select('reason').execute(),
    devices: await ledger
      .selectFrom('devices')
      .select(['deviceId', 'accountId'])
      .where('releasedAt', 'is', null)
      .execute(),
    cases: await ledger.selectFrom('cases').select('kind').execute(),
    inbox: await ledger
      .selectFrom('inbox')
      .select(['header', 'receivedAt', 'outcome'])
      .orderBy('sequence')
      .execute(),
  }))
}

test('[R4] [SY5] [SY5a] what was typed wrong is corrected, taken back and returned, and the account API has it so', async ({
  profile,
  launch,
}) => {
  test.setTimeout(180_000)
  const store = await openStore()
  try {
    const seed = await store.seed()
    speakEnglish(profile)
    const desk = await launch()
    const { page } = desk
    await setUpTill(page, { accountApiUrl: store.url, code: seed.enrolmentCode })
    const code = seed.operators.find(({ name }) => name === 'Ana')?.firstPinCode ?? ''
    await setFirstPin(page, { name: 'Ana', pin: PIN, code })

    // Typed wrong: one person, counted once.
    await proveAge(page, '03/05/2019')
    await expect(page.getByText('Sale not possible today')).toBeVisible()
    await expect(page.getByText(/^no\. \d+$/)).toBeVisible()
    await page.keyboard.press('Escape')
    await proveAge(page, '03/05/1992')
    await expect(page.getByText('Sale allowed')).toBeVisible()

    // Corrected before it goes: it travels with its correction.
    await fillCustomer(page, MARIA)
    await typeDevice(page, KIT)
    await save(page)
    const maria = await shownNumber(page)
    await page.getByRole('button', { name: 'Correct', exact: true }).click()
    await page.getByLabel('E-mail', { exact: true }).fill(RIGHT_EMAIL)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Correction', { exact: true })).toBeVisible()
    await desk.screenshot('corrections-1-corrected')
    await nextCustomer(page)
    await expectAllSent(page)

    // Taken back before it goes: no account, no mail, and the device is nobody's.
    await register(page, { birth: '30.12.1971', customer: JOAO, device: VOIDED_KIT })
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.getByText('The customer changed their mind').click()
    await page.getByRole('button', { name: /^Take back/ }).click()
    await expect(page.getByText('Record taken back')).toBeVisible()
    await expect(page.getByText('The account API has it: the record has no effect.')).toBeVisible({
      timeout: 30_000,
    })
    await desk.screenshot('corrections-2-taken-back')
    await nextCustomer(page)

    // Brought back: free for the next customer.
    await go(page, 'Return')
    await page.getByLabel('Code of what came back').fill(KIT)
    await page.keyboard.press('Enter')
    await page.getByLabel('Number of the record').fill(maria)
    await page.getByRole('button', { name: /^Registration · no\./ }).click()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/what was on this customer’s account is free/)).toBeVisible({
      timeout: 30_000,
    })
    await desk.screenshot('corrections-3-returned')
    await go(page, 'Register')
    await register(page, { birth: '15/06/1985', customer: RITA, device: KIT })
    await nextCustomer(page)
    await expectAllSent(page)
    await desk.close()

    await store.stop()
    const day = await readDay(store)
    const correctedIds = new Set(day.corrected.map(({ ageCheckId }) => ageCheckId))
    const counted = day.checks.filter(({ operationId }) => !correctedIds.has(operationId))
    expect(day.corrected.map(({ why }) => why)).toEqual(['date-typed-wrong'])
    expect(counted.map(({ outcome }) => outcome)).toEqual(['allowed', 'allowed', 'allowed'])

    const byName = new Map(day.accounts.map((account) => [account.givenName, account]))
    expect([...byName.keys()].toSorted()).toEqual(['Maria', 'Rita'])
    expect(byName.get('Maria')?.email).toBe(RIGHT_EMAIL)
    expect(day.amendments).toMatchObject([{ changes: { fields: { email: RIGHT_EMAIL } } }])
    // A mail goes to the address that the account has when it is sent: none is for the address that was never right.
    expect(new Set(day.mails.map(({ accountId }) => accountId))).toEqual(
      new Set([...byName.values()].map(({ accountId }) => accountId)),
    )
    expect(day.mails.every(({ kind, sentAt }) => kind === 'activation' && sentAt === null)).toBe(true)
    expect(day.voids).toEqual([{ reason: 'customer-changed-mind' }])
    expect(day.devices).toEqual([{ deviceId: KIT, accountId: byName.get('Rita')?.accountId }])
    expect(day.cases).toEqual([])

    const arrival = (type: string) => day.inbox.filter(({ header }) => header.type === type)
    const [first, second] = arrival('registration')
    expect(String(arrival('correction')[0]?.receivedAt)).toBe(String(first?.receivedAt))
    expect(String(arrival('void')[0]?.receivedAt)).toBe(String(second?.receivedAt))
    expect(second?.outcome?.kind).toBe('superseded')
  } finally {
    await store.dispose()
  }
})
