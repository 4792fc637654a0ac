import { type Page, expect } from '@playwright/test'

import {
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  scan,
  setFirstPin,
  setUpTill,
  speakEnglish,
} from '../harness/at-the-counter.ts'
import { test } from '../harness/desk-test.ts'
import type { Desk } from '../harness/launch-desk.ts'
import { findFaults, findViolations, foldedCards } from '../harness/looks.ts'
import { USUAL_VIEW, type View, setView, takePicture } from '../harness/screenshot.ts'
import { openStore } from '../harness/store.ts'

const PIN = '428517'
const MARIA = {
  givenName: 'Maria Antónia',
  familyName: 'Conceição-Ávila',
  email: 'maria.avila@exemplo.pt',
  mobile: '912 345 678',
}
const SMALL: View = { width: 1024, height: 768, zoom: 1 }
const ENLARGED: View = { width: 1366, height: 768, zoom: 2 }

type Theme = 'light' | 'dark'

/** What one looks at while the tour goes on: every screen is judged in both themes and kept as a picture. */
function createViewer(desk: Desk) {
  const { app, page } = desk
  const paint = (theme: Theme) =>
    page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
  const judge = async (name: string, view = USUAL_VIEW) => {
    const found = [...(await findFaults(page)), ...(await findViolations(page))]
    await takePicture({ app, page, name, view })
    expect.soft(found, name).toEqual([])
  }
  return {
    async look(name: string) {
      for (const theme of ['dark', 'light'] as const) {
        await paint(theme)
        await judge(`${name}-${theme}`)
      }
    },
    async lookIn(view: View, name: string) {
      await setView({ app, page, view })
      await judge(name, view)
      await setView({ app, page, view: USUAL_VIEW })
    },
  }
}

async function go(page: Page, place: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: place }).click()
}

async function speak(page: Page, language: 'Português' | 'English'): Promise<void> {
  await go(page, /Settings|Definições/)
  await page.getByText(language, { exact: true }).click()
  await go(page, /Register|Registar/)
}

test('every screen can be seen, read and reached, in both themes and languages, small and enlarged', async ({
  profile,
  launch,
}) => {
  test.setTimeout(180_000)
  const store = await openStore()
  try {
    const seed = await store.seed()
    speakEnglish(profile)
    const desk = await launch()
    const { page, app } = desk
    const { look, lookIn } = createViewer(desk)
    await setView({ app, page, view: USUAL_VIEW })

    await look('set-up')
    await page.getByLabel('One-time code').fill('ABC')
    await page.getByRole('button', { name: 'Set up this till' }).click()
    await look('set-up-error')
    await lookIn(ENLARGED, 'set-up-200')
    await setUpTill(page, { accountApiUrl: store.url, code: seed.enrolmentCode })
    await look('unlock')
    const code = seed.operators.find((operator) => operator.name === 'Ana')?.firstPinCode ?? ''
    await page.getByRole('button', { name: /Ana/ }).click()
    await look('first-pin')
    await page.getByRole('button', { name: 'Someone else' }).click()
    await setFirstPin(page, { name: 'Ana', pin: PIN, code })
    await page.getByRole('button', { name: /^Lock/ }).click()
    await page.getByRole('button', { name: /Ana/ }).click()
    await page.getByLabel('PIN', { exact: true }).pressSequentially('111222')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/This is not the PIN/)).toBeVisible()
    await look('pin-wrong')
    await lookIn(ENLARGED, 'pin-200')
    await page.getByLabel('PIN', { exact: true }).pressSequentially(PIN)
    await page.keyboard.press('Enter')

    await expect(page.getByText('Online, all sent')).toBeVisible({ timeout: 30_000 })
    await look('counter-1-empty')
    await lookIn(SMALL, 'counter-1-empty-1024')
    await lookIn(ENLARGED, 'counter-1-empty-200')
    await speak(page, 'Português')
    await look('pt-counter-1-empty')
    await speak(page, 'English')
    await page.getByRole('button', { name: 'Sale not possible …' }).click()
    await look('counter-1-reasons')
    await page.keyboard.press('Escape')

    await proveAge(page, '03/05/1992')
    await expect(page.getByText('Sale allowed')).toBeVisible()
    await look('counter-2-notice')
    await lookIn(SMALL, 'counter-2-notice-1024')
    await page.getByRole('button', { name: 'The customer has read or heard it' }).click()
    await page.getByLabel('First name').fill(MARIA.givenName)
    await page.getByLabel('E-mail', { exact: true }).fill('maria.avila@gmial.com')
    await page.getByLabel(/^Mobile/).fill('21 234')
    await page.getByLabel('Last name').focus()
    await page.getByLabel('First name').focus()
    await look('counter-3-errors')
    await go(page, /To send/)
    await go(page, /Register/)
    await page.getByRole('button', { name: /notice again$/ }).click()
    await fillCustomer(page, MARIA)
    await look('counter-4-filled')
    expect.soft(await foldedCards(page), 'nothing under the fold').toEqual([])
    await scan(page, 'K7M29QX4TB3D')
    await expect(page.getByText('K7M2 9QX4 TB3D', { exact: true })).toBeVisible()
    await look('counter-5-ready')
    expect.soft(await foldedCards(page), 'nothing under the fold').toEqual([])
    await lookIn(SMALL, 'counter-5-ready-1024')
    await lookIn(ENLARGED, 'counter-5-ready-200')
    await speak(page, 'Português')
    await look('pt-counter-5-ready')
    expect.soft(await foldedCards(page), 'nothing under the fold').toEqual([])
    await speak(page, 'English')
    await save(page)
    await look('counter-6-saved')
    await page.getByRole('button', { name: 'Correct', exact: true }).click()
    await look('counter-6-correct')
    await lookIn(SMALL, 'counter-6-correct-1024')
    await page.getByRole('button', { name: 'Leave it as it was' }).click()
    await page.getByRole('button', { name: 'Take back' }).click()
    await look('counter-6-take-back')
    await page.getByRole('button', { name: 'Leave it as it was' }).click()
    await go(page, /^Return/)
    await look('returns')
    await lookIn(SMALL, 'returns-1024')
    await lookIn(ENLARGED, 'returns-200')
    await go(page, /^Service/)
    await page.getByText('Add a device', { exact: true }).click()
    await look('service')
    await lookIn(ENLARGED, 'service-200')
    await go(page, /To send/)
    await page.getByRole('button', { name: /^Registration/ }).click()
    await look('to-send-1-waiting')
    await lookIn(SMALL, 'to-send-1-waiting-1024')
    await lookIn(ENLARGED, 'to-send-1-waiting-200')
    await store.stop()
    await go(page, /Register/)
    await nextCustomer(page)
    await proveAge(page, '21082009')
    await expect(page.getByText('Sale not possible today')).toBeVisible()
    await look('counter-7-refused')
    await nextCustomer(page)
    await expect(page.getByText(/^Offline/)).toBeVisible({ timeout: 30_000 })
    await look('counter-8-offline')
    await go(page, /To send/)
    await page
      .getByRole('button', { name: /^Age check/ })
      .first()
      .click()
    await look('to-send-2-offline')

    await go(page, /^Day$/)
    await expect(page.getByRole('heading', { name: 'Not everything is confirmed yet' })).toBeVisible()
    await look('day')
    await lookIn(SMALL, 'day-1024')
    await lookIn(ENLARGED, 'day-200')
    await go(page, /Settings/)
    await look('settings')
    await lookIn(ENLARGED, 'settings-200')
    await go(page, /Help/)
    await look('help')
    await lookIn(ENLARGED, 'help-200')
  } finally {
    await store.dispose()
  }
})
