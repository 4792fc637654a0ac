import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type ElectronApplication, type Page, expect } from '@playwright/test'

import { fillCustomer, proveAge, unlock } from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { ANA, MIGUEL, openTill } from '../../harness/open-till.ts'

const RUI = { givenName: 'Rui', familyName: 'Noronha Teles', email: 'rui.teles@exemplo.pt' }
const WRONG = '731946'

async function tryWrongPin(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'PIN of Ana' })
  if (!(await card.isVisible())) await page.getByRole('button', { name: /Ana/ }).click()
  await card.getByLabel('PIN', { exact: true }).pressSequentially(WRONG)
  await page.keyboard.press('Enter')
}

/** How many wrong tries are counted for each operator, as they lie beside the profiles. */
async function triesOnDisk(app: ElectronApplication, profile: string): Promise<unknown[]> {
  const besideProfiles = await app.evaluate(({ app: main }) => main.getPath('appData'))
  const own = createHash('sha256').update(profile).digest('hex').slice(0, 16)
  const path = join(besideProfiles, 'counterside-pin-attempts', own, 'pin-attempts.json')
  return Object.values((JSON.parse(readFileSync(path, 'utf8')) as { failures: object }).failures)
}

test('[C12] wrong PINs are counted over power cuts, and from the fifth on a wait is said; what was typed stays', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await test.step('lock and unlock keep what was typed', async () => {
    await proveAge(first.page, '30-11-1980')
    await fillCustomer(first.page, RUI)
    await first.page.getByRole('button', { name: /^Lock/ }).click()
    await expect(first.page.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
    await expect(first.page.locator('body')).not.toContainText('Noronha')
    await unlock(first.page, ANA)
    await expect(first.page.getByLabel('First name')).toHaveValue(RUI.givenName)
    await expect(first.page.getByLabel('Last name')).toHaveValue(RUI.familyName)
    await expect(first.page.getByLabel('E-mail', { exact: true })).toHaveValue(RUI.email)
    await first.page.getByRole('button', { name: /^Lock/ }).click()
  })
  await test.step('two wrong ones, and a third cut off before its answer', async () => {
    for (const left of [9, 8]) {
      await tryWrongPin(first.page)
      await expect(first.page.getByText(`${left} more tries are left`)).toBeVisible()
    }
    await tryWrongPin(first.page)
    await expect.poll(async () => triesOnDisk(first.app, profile), { intervals: [10] }).toContain(3)
    await first.kill()
  })
  await test.step('the count goes on after the start', async () => {
    const second = await launch()
    await tryWrongPin(second.page)
    await expect(second.page.getByText('6 more tries are left')).toBeVisible()
    await tryWrongPin(second.page)
    await expect(second.page.getByText(/Too many wrong PINs.*Try again at \d\d:\d\d/)).toBeVisible()
    await picture(second.page, 'pin-wait')
    await second.kill()
  })
  await test.step('a start does not shorten the wait, and a colleague works meanwhile', async () => {
    const third = await launch()
    await expect(third.page.getByRole('button', { name: /Ana.*again at \d\d:\d\d/ })).toBeVisible()
    await third.page.getByRole('button', { name: /Ana/ }).click()
    await third.page
      .getByRole('region', { name: 'PIN of Ana' })
      .getByLabel('PIN', { exact: true })
      .fill(ANA.pin)
    await third.page.keyboard.press('Enter')
    await expect(third.page.getByText(/Too many wrong PINs/)).toBeVisible()
    await third.page.getByRole('button', { name: 'Someone else' }).click()
    await unlock(third.page, MIGUEL)
  })
})
