import { type Page, expect } from '@playwright/test'

import { typeDevice, unlock } from '../at-the-counter.ts'
import { readQueued } from '../confirmations.ts'
import { MIGUEL } from '../open-till.ts'
import { type Morning, go } from './morning.ts'

/** Opens the record that needs somebody for this reason, and chooses. */
async function chooseIn(page: Page, given: { reason: RegExp; choice: string }): Promise<void> {
  await page.getByRole('row').filter({ hasText: given.reason }).getByRole('button').first().click()
  await expect(page.getByRole('button', { name: 'Choose one first' })).toBeDisabled()
  await page
    .getByRole('radiogroup', { name: 'What is true?' })
    .getByText(given.choice, { exact: true })
    .click()
}

/** Saves the decision and notes its own record. */
async function decide(morning: Morning, what: string): Promise<void> {
  const { page } = morning.desk
  const decisions = page.getByRole('row').filter({ hasText: 'Decision in a case' })
  const before = await decisions.count()
  await page.getByRole('button', { name: 'Save the decision' }).click()
  await expect(decisions).toHaveCount(before + 1)
  await decisions.first().getByRole('button').click()
  morning.confirmations.push(await readQueued(page, what))
}

/** The network is back: what other tills had first is decided by people, and then the till may be left. */
export async function settled(morning: Morning): Promise<void> {
  const { album, store } = morning
  const { page } = morning.desk
  album.chapter('Online again')
  await store.start()
  const queue = page.getByRole('navigation').getByRole('button', { name: /^To send/ })
  await expect(queue).toHaveAccessibleName(/2 records need you/, { timeout: 90_000 })
  await queue.click()
  await album.take(page, 'Two records need somebody; the rest is sent')

  await chooseIn(page, { reason: /e-mail already has an account/, choice: 'It is the same person' })
  await page.getByRole('button', { name: /document shown/ }).click()
  await album.take(page, 'The e-mail has an account: somebody decides, nothing is preselected')
  await decide(morning, 'decision: the same person')

  await chooseIn(page, { reason: /device is on another account/, choice: 'The device was mistyped' })
  for (const device of ['M2N3P4Q5R6S7', 'N5P6Q7R8S9T2']) await typeDevice(page, device)
  await album.take(page, 'The device is on another account: it was mistyped')
  await decide(morning, 'decision: mistyped')
  await expect(page.getByText('Online, all sent')).toBeVisible({ timeout: 90_000 })
  await album.take(page, 'Everything is sent')

  album.chapter('The end of the morning')
  await go(page, /^Settings/)
  await album.take(page, 'Settings')
  await go(page, /^Help/)
  await album.take(page, 'Help, without a connection')
  await page.getByRole('button', { name: /^Lock/ }).click()
  await page.getByRole('button', { name: /Ana/ }).click()
  await album.take(page, 'A PIN, by keys or by touch')
  await page.getByRole('button', { name: 'Forgot your PIN?' }).click()
  await album.take(page, 'Somebody forgot the PIN: the ways in')
  await page.getByRole('button', { name: 'Someone else' }).click()
  await unlock(page, MIGUEL)
  await go(page, /^Day$/)
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByRole('heading', { name: 'You can leave this till.' })).toBeVisible({
    timeout: 60_000,
  })
  await album.take(page, 'A colleague has taken over; the till may be left')
  await go(page, /^Settings/)
  await page.getByText('Dark', { exact: true }).click()
  await page.getByText('Português', { exact: true }).click()
  await go(page, /^Registar/)
  await album.take(page, 'The same counter in Portuguese and in the dark')
  await morning.desk.close()
}
