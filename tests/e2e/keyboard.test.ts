import { type Page, expect } from '@playwright/test'

import { scan, setUpTill, speakEnglish } from '../harness/at-the-counter.ts'
import { test } from '../harness/desk-test.ts'
import { openStore } from '../harness/store.ts'

const PIN = '428517'

/** Tabs until the focus is on something of this name; fails when the keyboard never gets there or cannot be followed. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  while (passed.length < 60) {
    await page.keyboard.press('Tab')
    const focus = await focused(page)
    passed.push(focus.name)
    expect(focus.isMarked, `${focus.name} shows its focus`).toBe(true)
    if (name.test(focus.name)) return
  }
  throw new Error(`the keyboard never reached ${String(name)} but ${passed.join(' | ')}`)
}

/** What has the focus, in the words of a person who looks, and whether it can be seen that it has. */
function focused(page: Page): Promise<{ name: string; isMarked: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return { name: '', isMarked: true }
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null
    const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent
    // A radio is drawn by its label.
    const drawn = [element, element.closest('.choice')].filter((one) => one !== null)
    const isMarked = drawn.some((one) => Number.parseFloat(getComputedStyle(one).outlineWidth) >= 2)
    return { name: label?.trim() ?? '', isMarked }
  })
}

/** Types at a person's pace: quicker, and the till takes it for a scanner. */
function type(page: Page, text: string): Promise<void> {
  return page.keyboard.type(text, { delay: 60 })
}

const FINGER_PAUSE_MS = 150

test('a registration by the keyboard alone; Enter never saves, a scanner never acts, Esc goes back', async ({
  profile,
  launch,
}) => {
  const store = await openStore()
  try {
    const seed = await store.seed()
    speakEnglish(profile)
    const { page } = await launch()
    await setUpTill(page, { accountApiUrl: store.url, code: seed.enrolmentCode })
    await tabTo(page, /Ana/)
    await page.keyboard.press('Enter')
    await type(page, seed.operators.find(({ name }) => name === 'Ana')?.firstPinCode ?? '')
    await page.keyboard.press('Enter')
    for (const label of ['New PIN, 6 digits or more', 'The same PIN again', 'PIN']) {
      await expect(page.getByLabel(label, { exact: true })).toBeFocused()
      await type(page, PIN)
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('heading', { name: /New customer/ })).toBeVisible()

    await page.keyboard.press('?')
    await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible()
    // Two keys closer together than fingers can set them belong to a scanner.
    await page.waitForTimeout(FINGER_PAUSE_MS)
    await page.keyboard.press('r')
    await expect(page.getByRole('heading', { name: /New customer/ })).toBeVisible()

    await tabTo(page, /Sale not possible/)
    await page.keyboard.press('Enter')
    await expect(page.getByText('Why is the sale not possible?')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Sale not possible …' })).toBeFocused()
    await page.keyboard.press('r')
    await tabTo(page, /photo matches$/)
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Date of birth')).toBeFocused()
    await type(page, '03051992')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Sale allowed')).toBeVisible()
    await expect(page.getByRole('button', { name: 'The customer has read or heard it' })).toBeFocused()
    await page.keyboard.press('Enter')

    for (const [label, text] of [
      ['First name', 'Maria'],
      ['Last name', 'Évora'],
      ['E-mail', 'maria@exemplo.pt'],
    ] as const) {
      await expect(page.getByLabel(label, { exact: true })).toBeFocused()
      await type(page, text)
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('radio', { name: 'No', exact: true }).first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByLabel('Lives in')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'No', exact: true }).first()).toBeFocused()
    await page.keyboard.press('Space')
    await expect(page.getByRole('radio', { name: 'No', exact: true }).first()).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /Declaro/ })).toBeFocused()
    await page.keyboard.press('Space')
    for (let purpose = 0; purpose < 5; purpose += 1) {
      await tabTo(page, /^(Yes|No|Not asked)$/)
      await page.keyboard.press('ArrowRight')
    }

    // A scanner in a field: the device is listed, the field keeps its text, its Enter does nothing.
    await page.getByLabel('Last name').focus()
    await scan(page, 'K7M29QX4TB3D')
    await expect(page.getByText('K7M2 9QX4 TB3D', { exact: true })).toBeVisible()
    await expect(page.getByLabel('Last name')).toHaveValue('Évora')
    await expect(page.getByLabel('Last name')).toBeFocused()

    await expect(page.getByRole('button', { name: /^Save/ })).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Save/ })).toBeEnabled()
    // Neither does it press what has the focus.
    await page.getByRole('button', { name: /^Save/ }).focus()
    await scan(page, 'C9T3XB7KD5MW')
    await expect(page.getByText('C9T3 XB7K D5MW', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Save/ })).toBeEnabled()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Saved on this till')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Next customer' })).toBeFocused()

    await page.keyboard.press('t')
    await expect(page.getByRole('heading', { name: /^To send/ })).toBeVisible()
    await tabTo(page, /^Registration/)
    await page.keyboard.press('Enter')
    await expect(page.getByText('What is safe')).toBeVisible()
    await tabTo(page, /^Settings/)
    await page.keyboard.press('Enter')
    await tabTo(page, /^On$/)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('r')
    await expect(page.getByRole('heading', { name: /^Settings/ })).toBeVisible()
  } finally {
    await store.dispose()
  }
})
