import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { testBrowser } from '#scripts/test-browser.ts'
import { axeViolations } from '#tests/harness/axe-violations.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { PASSWORD } from './signed-in.ts'

const PICTURES = join(import.meta.dirname, '../../out/screenshots/office')

/** Starts Debian's Chromium; as root it runs without its sandbox, on pages of this repository alone. */
export async function startBrowser(): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true })
  const executablePath = testBrowser()
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ args, ...(executablePath === undefined ? {} : { executablePath }) })
}

let addresses = 0

/** A page that fails the test when it breaks its own content policy, logs an error, or asks another server. */
export async function openOffice(
  browser: Browser,
  given: { under: ApiUnderTest; locale?: string; isDark?: boolean; width?: number },
): Promise<{ page: Page; faults: readonly string[] }> {
  const context = await browser.newContext({
    baseURL: given.under.url,
    // Each browser comes from an address of its own: how often one may ask is not what these tests are about.
    extraHTTPHeaders: { 'x-forwarded-for': `192.0.2.${(addresses += 1)}` },
    locale: given.locale ?? 'en-GB',
    colorScheme: given.isDark === true ? 'dark' : 'light',
    viewport: { width: given.width ?? 1366, height: 768 },
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    // A refusal that a test asks for is said in the console, too.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(given.under.url)) faults.push(`asked ${request.url()}`)
  })
  return { page, faults }
}

/** Signs in by the form, as a person does. */
export async function signInOn(page: Page, loginName: string): Promise<void> {
  await page.goto('/office/sign-in')
  await page.locator('input[name=loginName]').fill(loginName)
  await page.locator('input[name=password]').fill(PASSWORD)
  await page.locator('main form button').click()
  await page.waitForURL('**/office/fleet')
}

/** A picture of the screen in each theme, and what is wrong with it: everything in the light one, contrast in the dark. */
export async function lookAt(page: Page, name: string): Promise<readonly string[]> {
  await takePicture(page, `${name}-light`)
  const faults = await faultsOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await takePicture(page, `${name}-dark`)
  const dark = await violationsOf(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...faults, ...dark.map((fault) => `dark: ${fault}`)]
}

/** Every violation of WCAG 2.2 AA, and what is wider than the window or too small for a finger. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const violations = await violationsOf(page, tags)
  const shape = await page.evaluate(() => {
    const faults: string[] = []
    if (document.documentElement.scrollWidth > window.innerWidth) faults.push('wider than the window')
    for (const target of document.querySelectorAll<HTMLElement>('button, .button, select, input, .rail a')) {
      const box = (target.closest('label.tick, .choice > label') ?? target).getBoundingClientRect()
      const isShown = target.getClientRects().length > 0
      if (isShown && (box.height < 44 || box.width < 44))
        faults.push(`small: ${target.outerHTML.slice(0, 80)}`)
    }
    return faults
  })
  return [...violations, ...shape]
}

async function violationsOf(page: Page, rules: readonly string[]): Promise<readonly string[]> {
  const violations = await axeViolations(page, rules)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

/** Takes a picture of the whole page into out/screenshots/office. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, animations: 'disabled' })
}
