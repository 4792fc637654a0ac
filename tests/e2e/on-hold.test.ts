import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import {
  fillCustomer,
  proveAge,
  save,
  sell,
  nextCustomer,
  typeDevice,
  unlock,
} from '../harness/at-the-counter.ts'
import { test } from '../harness/desk-test.ts'
import { closeAnyway, type Desk } from '../harness/launch-desk.ts'
import { scanFolder } from '../harness/leak-scan/scan.ts'
import { openKeyring } from '../harness/open-keyring.ts'
import { ANA, MIGUEL, openTill } from '../harness/open-till.ts'
import { openStore } from '../harness/store.ts'
import { contactsIn } from '../harness/open-ledger.ts'

const MARIA = { givenName: 'Maria Antónia', familyName: 'Conceição-Ávila', email: 'maria.avila@exemplo.pt' }
const KIT = 'K7M29QX4TB3D'
const TYPED = [MARIA.givenName, MARIA.familyName, MARIA.email, '03/05/1992', '1992-05-03', KIT]

function draftsIn(profile: string): readonly string[] {
  try {
    return readdirSync(join(profile, 'drafts'))
  } catch {
    return []
  }
}

/** Presses the window's cross. */
function pressCross({ app }: Desk): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })
}

const maria = (page: Page) => page.getByRole('button', { name: /^Go on with M. C.: Registration/ })

test('[C13] [C14] [C19] [R2] a customer on hold outlives another one, a kill and a start, unreadable meanwhile', async ({
  profile,
  launch,
}) => {
  test.setTimeout(180_000)
  const store = await openStore()
  const keyring = await openKeyring()
  const start: typeof launch = (options) =>
    launch({ ...options, preload: keyring.preload, env: { ...options?.env, ...keyring.env } })
  try {
    const first = await openTill({ launch: start, profile, store })
    await expect(first.page.getByRole('button', { name: 'No keystore' })).toHaveCount(0)
    await proveAge(first.page, '03/05/1992')
    await fillCustomer(first.page, MARIA)
    await typeDevice(first.page, KIT)
    await first.page.keyboard.press('Control+h')
    await expect(maria(first.page)).toBeVisible()
    await first.screenshot('on-hold')
    await sell(first.page)
    await nextCustomer(first.page)
    expect(draftsIn(profile)).toHaveLength(1)

    await maria(first.page).click()
    await expect(first.page.getByLabel('Last name')).toHaveValue(MARIA.familyName)
    // The same operator in the same life of the desk: the check stands.
    await expect(first.page.getByText('Sale allowed')).toBeVisible()
    await first.page.getByRole('button', { name: /^Lock/ }).click()
    await expect(first.page.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
    const left = await first.page.evaluate(() => document.documentElement.outerHTML)
    for (const text of TYPED) expect(left).not.toContain(text)
    expect(scanFolder(profile, TYPED).leaks).toEqual([])
    await unlock(first.page, ANA)
    await expect(first.page.getByLabel('Last name')).toHaveValue(MARIA.familyName)
    await first.kill()
    expect(scanFolder(profile, TYPED).leaks).toEqual([])

    const second = await start()
    await unlock(second.page, MIGUEL)
    await expect(
      second.page.getByRole('button', { name: /^Go on with M. C.: Registration, left open at .*, Ana/ }),
    ).toBeVisible()
    await pressCross(second)
    await expect(second.page.getByText('1 customer is on hold')).toBeVisible()
    await second.page.getByRole('button', { name: 'Stay' }).click()
    await second.page.getByRole('button', { name: /^Lock/ }).click()
    await unlock(second.page, ANA)
    await second.page
      .getByRole('button', { name: /^Continue with the customer you were serving: M. C./ })
      .click()
    await expect(second.page.getByText(/The desk was started again/)).toBeVisible()
    await second.screenshot('on-hold-continued')
    await proveAge(second.page, '03/05/1992')
    await expect(second.page.getByText('Sale allowed')).toBeVisible()
    await expect(second.page.getByLabel('First name')).toHaveValue(MARIA.givenName)
    await save(second.page)
    expect(draftsIn(profile)).toEqual([])
    // Two checks of this customer, one of the other; the sale; one registration, which goes with the next customer.
    await nextCustomer(second.page)
    await expect(second.page.getByText('Online, all sent')).toBeVisible({ timeout: 60_000 })
    await store.readLedger(async (ledger, safe) => {
      const contacts = await contactsIn(ledger, safe)
      expect(contacts.map(({ familyName }) => familyName)).toEqual([MARIA.familyName])
      expect(await ledger.selectFrom('cases').selectAll().execute()).toEqual([])
    })
    await proveAge(second.page, '30-11-1980')
    await expect.poll(() => draftsIn(profile).length).toBe(1)
    await pressCross(second)
    await expect(second.page.getByText('What was typed for the customer is not saved')).toBeVisible()
    await closeAnyway(second)
    expect(draftsIn(profile)).toEqual([])
  } finally {
    await keyring.close()
    await store.dispose()
  }
})

test('[C22] without a keystore nothing that is typed reaches the disk, and the lock screen says how long it lives', async ({
  profile,
  launch,
}) => {
  test.setTimeout(90_000)
  const store = await openStore()
  try {
    const desk = await openTill({ launch, profile, store })
    await proveAge(desk.page, '03/05/1992')
    await fillCustomer(desk.page, MARIA)
    await desk.page.getByRole('button', { name: 'Put on hold' }).click()
    await expect(maria(desk.page)).toBeVisible()
    await desk.page.getByRole('button', { name: /^Lock/ }).click()
    await expect(desk.page.getByText(/stays only until Counterside is closed/)).toBeVisible()
    await desk.screenshot('on-hold-no-keystore')
    expect(draftsIn(profile)).toEqual([])
    expect(scanFolder(profile, TYPED).leaks).toEqual([])
    await unlock(desk.page, ANA)
    await maria(desk.page).click()
    await expect(desk.page.getByLabel('Last name')).toHaveValue(MARIA.familyName)
  } finally {
    await store.dispose()
  }
})
