import { type Page, expect } from '@playwright/test'

import type { Desk } from './launch-desk.ts'
import { findFaults, findViolations } from './looks.ts'
import { USUAL_VIEW, setView, takePicture } from './screenshot.ts'

const LANGUAGES = { en: 'English', 'pt-PT': 'Português' } as const
const THEMES = ['light', 'dark'] as const

/**
 * What an operator sees in both languages and both themes, on the counter's usual screen: kept as
 * `out/screenshots/trouble/<name>-<language>-<theme>.png`, and judged as every screen is. `again` opens what a change of the
 * language closes. Ends in English, in the look of the till.
 */
export async function everyLook(desk: Desk, name: string, again?: () => Promise<unknown>): Promise<void> {
  const { app, page } = desk
  const before = await setView({ app, page, view: USUAL_VIEW })
  const ownTheme = await themeOf(page)
  for (const language of ['en', 'pt-PT'] as const) {
    if (language !== 'en') await speak(page, language)
    await again?.()
    for (const theme of THEMES) {
      await paint(page, theme)
      const look = `${name}-${language}-${theme}`
      await takePicture({ app, page, name: `trouble/${look}`, view: USUAL_VIEW })
      const found = [...(await findFaults(page)), ...(await findViolations(page))]
      expect.soft(found, look).toEqual([])
    }
  }
  await paint(page, ownTheme)
  await speak(page, 'en')
  await setView({ app, page, view: before })
}

/** Changes the language as an operator does, and goes back to the place that was open. */
async function speak(page: Page, language: keyof typeof LANGUAGES): Promise<void> {
  const places = page.getByRole('navigation').getByRole('button')
  const names = await places.evaluateAll((all) => all.map((place) => place.getAttribute('aria-current')))
  const open = names.indexOf('page')
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Settings|Definições/ })
    .click()
  await page.getByText(LANGUAGES[language], { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await places.nth(open).click()
}

const themeOf = (page: Page) =>
  page.evaluate(() => document.documentElement.getAttribute('data-theme') ?? 'light')

const paint = (page: Page, theme: string) =>
  page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
