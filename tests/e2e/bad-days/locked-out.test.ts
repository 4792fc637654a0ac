import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type ElectronApplication, type Page, expect } from '@playwright/test'
import * as z from 'zod'

import { pinResetResponseSchema } from '#shared/contracts/messages/pin-reset.ts'
import { ROUTES } from '#shared/contracts/routes.ts'

import { unlock } from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { ANA, MIGUEL, openTill } from '../../harness/open-till.ts'

const WRONG = '731946'
const NEW_PIN = '640283'
const MIGUELS_ID = 'm1'

const attemptsSchema = z.looseObject({ failures: z.record(z.string(), z.number()) })

/** Where the till keeps the counts, outside its profile. */
async function attemptsFile(app: ElectronApplication, profile: string): Promise<string> {
  const appData = await app.evaluate((electron) => electron.app.getPath('appData'))
  const name = createHash('sha256').update(profile).digest('hex').slice(0, 16)
  return join(appData, 'counterside-pin-attempts', name, 'pin-attempts.json')
}

/** Ten counted failures instead of an hour and a half of waits; that the tenth locks is proven with a clock that a test moves. */
function countTenFailures(path: string): void {
  const file = attemptsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  expect(file.failures[MIGUELS_ID]).toBe(2)
  writeFileSync(path, JSON.stringify({ ...file, failures: { ...file.failures, [MIGUELS_ID]: 10 } }))
}

async function tryWrongPin(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'PIN of Miguel' })
    .getByLabel('PIN', { exact: true })
    .pressSequentially(WRONG)
  await page.keyboard.press('Enter')
}

test('[C12] the only manager, locked out and offline, gets in again with head office on the telephone', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const path = await attemptsFile(first.app, profile)
  await test.step('wrong PINs until none is left', async () => {
    await first.page.getByRole('button', { name: /^Lock/ }).click()
    await first.page.getByRole('button', { name: /Miguel/ }).click()
    for (const left of [9, 8]) {
      await tryWrongPin(first.page)
      await expect(first.page.getByText(`${left} more tries are left`)).toBeVisible()
    }
    await first.close()
    countTenFailures(path)
  })
  network.fail('dropped')
  const second = await launch()
  const { page } = second
  const challenge = await test.step('the till says what happened and shows a challenge', async () => {
    await page.getByRole('button', { name: /Miguel.*See what to do/ }).click()
    await expect(page.getByRole('heading', { name: 'Miguel is locked out' })).toBeVisible()
    await expect(page.getByText('A manager unlocks you')).toHaveCount(0)
    await picture(page, 'locked-out')
    await page.getByRole('button', { name: 'Call head office' }).click()
    await expect(page.getByText(/^[0-9A-Z]{5} [0-9A-Z]{5}$/)).toBeVisible()
    await picture(page, 'locked-out-telephone')
    return page.getByText(/^[0-9A-Z]{5} [0-9A-Z]{5}$/).innerText()
  })
  const response = await test.step('head office gets the response', async () => {
    const answer = await store.askAsAdministrator(ROUTES.pinReset.path, {
      storeId: 'practice-store',
      operatorId: MIGUELS_ID,
      challenge,
    })
    return pinResetResponseSchema.parse(answer).response
  })
  await test.step('a misheard one is told at the field; the right one sets a new PIN', async () => {
    const field = page.getByLabel('Response from head office')
    await field.fill((response.startsWith('A') ? 'B' : 'A') + response.slice(1))
    await page.keyboard.press('Enter')
    await expect(page.getByText(/Group 1 does not fit/)).toBeVisible()
    await field.fill(response)
    await page.keyboard.press('Enter')
    await expect(page.getByText(/You can hang up/)).toBeVisible()
    for (const label of ['New PIN, 6 digits or more', 'The same PIN again']) {
      await page.getByLabel(label).pressSequentially(NEW_PIN)
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('heading', { name: 'PIN of Miguel' })).toBeVisible()
    await page.getByRole('button', { name: 'Someone else' }).click()
    await unlock(page, { name: MIGUEL.name, pin: NEW_PIN })
  })
  await test.step('the response is used up, and Ana was never locked', async () => {
    await page.getByRole('button', { name: /^Lock/ }).click()
    await page.getByRole('button', { name: /Miguel/ }).click()
    await page.getByRole('button', { name: 'Forgot your PIN?' }).click()
    await page.getByRole('button', { name: 'Call head office' }).click()
    await expect(page.getByText(/^[0-9A-Z]{5} [0-9A-Z]{5}$/)).not.toHaveText(challenge)
    await page.getByLabel('Response from head office').fill(response)
    await page.keyboard.press('Enter')
    await expect(page.getByText(/not the response to this challenge/)).toBeVisible()
    await page.getByRole('button', { name: 'Someone else' }).click()
    await unlock(page, ANA)
  })
})
