import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import { systemClock } from '#account-api/adapters/system-clock.ts'

/** What an operator does at the desk, in the words of the English screens. */

/** Chooses the language before the till starts for the first time. */
export function speakEnglish(profile: string): void {
  const settings = { language: 'en', theme: 'light', singleKeyShortcuts: true }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings))
}

export async function setUpTill(page: Page, given: { accountApiUrl: string; code: string }): Promise<void> {
  await page.getByLabel('Address of the account API').fill(given.accountApiUrl)
  await page.getByLabel('One-time code').fill(given.code)
  await page.getByRole('button', { name: 'Set up this till' }).click()
  await expect(page.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
}

/** Picks the operator, uses up the one-time code and types the new PIN twice; then the PIN is asked for. */
export async function setFirstPin(
  page: Page,
  given: { name: string; code: string; pin: string },
): Promise<void> {
  await page.getByRole('button', { name: new RegExp(given.name) }).click()
  await page.getByLabel('One-time code').fill(given.code)
  await page.keyboard.press('Enter')
  for (const label of ['New PIN, 6 digits or more', 'The same PIN again']) {
    await page.getByLabel(label).pressSequentially(given.pin)
    await page.keyboard.press('Enter')
  }
  await enterPin(page, given)
}

/** Picks the operator and unlocks. */
export async function unlock(page: Page, given: { name: string; pin: string }): Promise<void> {
  await page.getByRole('button', { name: new RegExp(given.name) }).click()
  await enterPin(page, given)
}

/** Types the PIN where it is asked for, whatever comes of it. */
export async function typePin(page: Page, given: { name: string; pin: string }): Promise<void> {
  const card = page.getByRole('region', { name: `PIN of ${given.name}` })
  await card.getByLabel('PIN', { exact: true }).pressSequentially(given.pin)
  await page.keyboard.press('Enter')
}

async function enterPin(page: Page, given: { name: string; pin: string }): Promise<void> {
  await typePin(page, given)
  await expect(page.getByRole('heading', { name: /New customer|No customers at this till/ })).toBeVisible()
}

/** Nobody is served at this till: nothing new could be saved. */
export async function expectClosed(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'No customers at this till for now' })).toBeVisible()
  await expect(page.getByLabel('Date of birth')).toHaveCount(0)
}

export async function proveAge(page: Page, birth: string): Promise<void> {
  await page.getByRole('button', { name: /photo matches$/ }).click()
  await page.getByLabel('Date of birth').fill(birth)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
}

export interface CustomerInput {
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly mobile?: string
}

/** How the declaration and the questions of consent begin in the first language of the practice market's customers. */
const PORTUGUESE = { declaration: /Declaro/, consent: /^Quero/ }

export async function fillCustomer(
  page: Page,
  customer: CustomerInput,
  words: { declaration: RegExp; consent: RegExp } = PORTUGUESE,
): Promise<void> {
  await page.getByRole('button', { name: 'The customer has read or heard it' }).click()
  await page.getByLabel('First name').fill(customer.givenName)
  await page.getByLabel('Last name').fill(customer.familyName)
  await page.getByLabel('E-mail', { exact: true }).fill(customer.email)
  if (customer.mobile !== undefined) await page.getByLabel(/^Mobile/).fill(customer.mobile)
  await page.getByRole('radiogroup', { name: 'Already a customer?' }).getByText('No', { exact: true }).click()
  await page.getByRole('button', { name: words.declaration }).click()
  for (const purpose of await page.getByRole('radiogroup', { name: words.consent }).all()) {
    await purpose.getByText('No', { exact: true }).click()
  }
}

export async function typeDevice(page: Page, deviceId: string): Promise<void> {
  await page.getByLabel('Device code').fill(deviceId)
  await page.getByRole('button', { name: 'Add' }).click()
}

/**
 * A burst of keys with a suffix after each line, as a USB scanner sends it, wherever the focus is. Each key carries the moment at which
 * it was pressed, as a keyboard's does, and all of them lie in the browser's queue before the first is heard: the pace is the
 * scanner's on a slow machine too. Over is the scan once the clock has passed its last key: what is pressed then is no key of it.
 */
export async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const startedAt = systemClock.wallMs() / 1000
  const keys = [...text, '\n'].map(scannerKey).flatMap(({ key, code, keyCode, ...rest }, index) => {
    const common = {
      key,
      code,
      windowsVirtualKeyCode: keyCode,
      modifiers: rest.modifiers,
      timestamp: startedAt + index * SCANNER_PACE_S,
    }
    return [{ type: 'keyDown', text: rest.text, ...common } as const, { type: 'keyUp', ...common } as const]
  })
  await Promise.all(keys.map((key) => session.send('Input.dispatchKeyEvent', key)))
  await session.detach()
  const overMs = (startedAt + keys.length * SCANNER_PACE_S + BETWEEN_SCANS_S) * 1000
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, overMs - systemClock.wallMs())))
}

const SCANNER_PACE_S = 0.005
/** Longer than the keys of one burst are apart. */
const BETWEEN_SCANS_S = 0.1
/** As the protocol has it. */
const SHIFT = 8

function scannerKey(character: string) {
  if (character === '\n') return { key: 'Enter', code: 'Enter', text: '\r', keyCode: 13, modifiers: 0 }
  if (character === '<') return { key: '<', code: 'Comma', text: '<', keyCode: 188, modifiers: SHIFT }
  const code = /[0-9]/.test(character) ? `Digit${character}` : `Key${character}`
  return { key: character, code, text: character, keyCode: character.charCodeAt(0), modifiers: 0 }
}

/** Saves by the keyboard and waits until the screen says that the record is on disk. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Saved on this till').or(page.getByText(/^Sent/))).toBeVisible()
}

export async function nextCustomer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next customer' }).click()
  await expect(page.getByLabel('Date of birth')).toHaveValue('')
}

/** Sells without a registration: two records. Answers with the number of the sale as the screen says it. */
export async function sell(page: Page): Promise<number> {
  await proveAge(page, '30-11-1980')
  await page.getByRole('button', { name: 'Finish without registering' }).click()
  await expect(page.getByText('Saved on this till').or(page.getByText(/^Sent/))).toBeVisible()
  const shown = await page.getByText(/^no\. [\d,. ]+$/).innerText()
  return Number(shown.replaceAll(/\D/g, ''))
}

/** Waits until nothing is left to send: first the record on the screen says so, then the till as a whole. */
export async function expectAllSent(page: Page): Promise<void> {
  await expect(page.getByText('Saved on this till')).toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByText('Online, all sent')).toBeVisible({ timeout: 30_000 })
}
