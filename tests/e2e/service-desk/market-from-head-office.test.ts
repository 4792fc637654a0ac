import { type Page, expect } from '@playwright/test'

import { systemClock } from '#electron/main/system-clock.ts'
import { configurationSchema } from '#shared/contracts/configuration.ts'
import { localDate, partsOf } from '#shared/domain/calendar-date.ts'
import { consentTexts } from '#shared/markets/brand-texts.ts'
import type { Market } from '#shared/markets/market.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import {
  expectAllSent,
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  scan,
  sell,
  typeDevice,
} from '../../harness/at-the-counter.ts'
import { test as base } from '../../harness/bad-day-test.ts'
import { readPaper } from '../../harness/cups/paper.ts'
import { type ThrowawayCups, startThrowawayCups } from '../../harness/cups/throwaway-cups.ts'
import { KOREA } from '../../harness/korea.ts'
import type { Desk } from '../../harness/launch-desk.ts'
import { openTill } from '../../harness/open-till.ts'
import type { Store } from '../../harness/store.ts'

const DEVICE = 'K7M29QX4TB3D'
const FIVE_MINUTES_MS = 5 * 60_000
const SWITCHED = /loyal|fideliza|\bpoints\b|pontos|\boffers\b|ofertas|\bnews\b|novidades|포인트|혜택|소식/i
const KOREAN = { declaration: /대한민국에 거주/, consent: /합니다\.$/ }

/** South Korea with every switch on, as nobody ships it. */
const OPENED: Market = {
  ...KOREA,
  consents: consentTexts(true).map(({ text, ...consent }) => ({
    ...consent,
    text: {
      ...text,
      ko: consent.purpose === 'loyalty' ? '포인트를 모으고자 합니다.' : '소식을 받고자 합니다.',
    },
  })),
  benefits: { ...KOREA.benefits, isOn: true },
  loyalty: { ...PRACTICE.loyalty, terms: null },
}

/** The same with every switch off, and four years by law where it had one. */
const CAUTIOUS: Market = {
  ...OPENED,
  version: 'kr-2',
  consents: OPENED.consents.map((consent) => ({ ...consent, isOn: false })),
  benefits: { ...OPENED.benefits, isOn: false },
  guarantee: {
    ...OPENED.guarantee,
    terms: OPENED.guarantee.terms.map((term) =>
      term.basis === 'statutory' ? { ...term, months: 48 } : term,
    ),
  },
}

const test = base.extend<{ cups: ThrowawayCups }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needs of a fixture from this pattern
  cups: async ({}, use) => {
    const cups = await startThrowawayCups()
    cups.addPrinter('Receipts')
    cups.prefer('Receipts')
    await use(cups)
    await cups.stop()
  },
})

/** Drafts and publishes on the pages of head office. */
async function publish(store: Store, market: Market): Promise<void> {
  const { ask } = await store.signIn(`for-${market.version}`, ['configuration'])
  const form = { market: JSON.stringify(market), note: 'counsel decided' }
  const draft = await ask('POST', '/office/configuration', form)
  expect(new URL(draft.url).pathname).toMatch(/^\/office\/configuration\/[0-9a-f-]{36}$/)
  const published = await ask('POST', new URL(draft.url).pathname, { where: 'all' })
  expect(published.url).toContain('done=published')
}

/** Opens a market and a store of it in which the practice store's people work; answers with the store, whose next till is set up there. */
async function openMarket(store: Store, market: Market): Promise<Store> {
  await publish(store, market)
  const seed = await store.seed()
  const storeId = 'seoul-store'
  const at = { storeId, name: 'Seoul', marketCode: market.code, timeZone: market.timeZones.default }
  await store.askAsAdministrator('/v1/stores', { ...at, channel: 'brand-store' })
  for (const { operatorId, name, role } of seed.operators)
    await store.askAsAdministrator('/v1/operators', { operatorId, name, roles: [role], stores: [storeId] })
  const asked = { storeId, terminalName: 'Seoul 1' }
  const made = await store.askAsAdministrator('/v1/enrolment-codes', asked)
  const enrolmentCode = (made as { code: string }).code
  return { ...store, seed: async () => ({ ...seed, enrolmentCode }) }
}

/** Five minutes go by on the till's clock, and the account API is heard: the till may ask for its rules again [D9]. */
async function hearLater({ app, page }: Desk): Promise<void> {
  await app.evaluate((_, laterMs) => {
    // oxlint-disable-next-line no-restricted-properties -- the machine's clock itself, on which five minutes go by
    const now = performance.now.bind(performance)
    Object.assign(performance, { now: () => now() + laterMs })
  }, FIVE_MINUTES_MS)
  await page.getByRole('button', { name: /^Register/ }).click()
  await sell(page)
  await expectAllSent(page)
  await nextCustomer(page)
}

/** Registers a customer with a device and answers with the words of the paper that they take away. */
async function paperOf({ page, screenshot }: Desk, cups: ThrowawayCups, device: string): Promise<string> {
  await page.getByRole('button', { name: /^Register/ }).click()
  await proveAge(page, '03/05/1992')
  await expect(page.getByText('구매와 지원을 위해')).toBeVisible()
  await screenshot(`market-of-head-office-${device}`)
  const person = { givenName: '민지', familyName: '김', email: `${device.toLowerCase()}@example.kr` }
  await fillCustomer(page, person, KOREAN)
  await typeDevice(page, device)
  await save(page)
  await page.keyboard.press('p')
  await expect(page.getByText('Printed', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expectAllSent(page)
  await nextCustomer(page)
  return readPaper(cups.printed('Receipts').at(-1) ?? '').text
}

async function wordsOf(page: Page, places: readonly string[]): Promise<string> {
  const words: string[] = []
  for (const place of places) {
    await page
      .getByRole('button', { name: new RegExp(`^${place}`) })
      .first()
      .click()
    words.push(await page.locator('body').innerText())
  }
  return words.join('\n')
}

/** How long the law's guarantee of a device lasts that was delivered on the first of January 2026, as the desk says it. */
async function guaranteeSaid(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  await page.getByText('A device does not work').click()
  await scan(page, DEVICE)
  await page.getByText('Nowhere', { exact: true }).click()
  await page
    .getByRole('radiogroup', { name: 'Does the customer have a proof of purchase?' })
    .getByText('Yes')
    .click()
  await page.getByText('Does not charge', { exact: true }).click()
  await page.getByText('None of these').click()
  await page.getByLabel('Bought on').fill('01012026')
  const said = await page.locator('.guarantee-bases').innerText()
  await page.getByRole('button', { name: 'Something else' }).click()
  return said
}

test('[R1] [R8] [R18] [R20] [R30] head office opens a market that no desk shipped, and changes it without a restart; what is older or not signed changes nothing', async ({
  profile,
  launch,
  store,
  cups,
}) => {
  test.setTimeout(240_000)
  const launchOnCups: typeof launch = (options) =>
    launch({ ...options, env: { ...options?.env, CUPS_SERVER: cups.server } })
  const desk = await openTill({ launch: launchOnCups, profile, store: await openMarket(store, OPENED) })
  const { page } = desk
  const here = { instantMs: systemClock.wallMs(), timeZone: KOREA.timeZones.default }
  const { year } = partsOf(localDate(here))
  // An adult by birthday, but not by year of birth.
  await proveAge(page, `01/01/${year - 18}`)
  await expect(page.getByText('Sale not possible today')).toBeVisible()
  await page.getByRole('button', { name: /^Next/ }).click()
  expect(await wordsOf(page, ['Service'])).toMatch(SWITCHED)
  const opened = await paperOf(desk, cups, DEVICE)
  expect(opened).toMatch(SWITCHED)
  expect(opened).toContain('Practice – not valid'.toLocaleUpperCase('en'))
  expect(opened).toMatch(new RegExp(`By law, until.* ${year + 1}`, 's'))

  await publish(store, CAUTIOUS)
  await hearLater(desk)
  await expect(page.getByRole('radiogroup', { name: KOREAN.consent })).toHaveCount(0)
  expect(await wordsOf(page, ['Register', 'Return', 'Service', 'Help', 'Day'])).not.toMatch(SWITCHED)
  expect(await guaranteeSaid(page)).toContain('1 January 2030')
  const paper = await paperOf(desk, cups, 'B8N3C2X4TB3D')
  expect(paper).toContain('B8N3 C2X4 TB3D')
  expect(paper).not.toMatch(SWITCHED)

  // What was in force before is kept by the account API; here it comes again, and then with a word of it changed.
  const versions = await store.readLedger((database) =>
    database.selectFrom('configurationVersions').select('configuration').orderBy('version').execute(),
  )
  const [first = '', newest = ''] = [versions[0]?.configuration, versions.at(-1)?.configuration]
  const [header = '', payload = '', signature = ''] = newest.split('.')
  const said = configurationSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  const changed = { ...said, version: said.version + 1, market: PRACTICE }
  const unsigned = [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.')
  for (const [configuration, why] of [
    [first, 'What came is older than what this till has or had.'],
    [unsigned, 'What came was not signed by head office.'],
  ] as const) {
    await store.readLedger((database) =>
      database
        .updateTable('configurationVersions')
        .set({ configuration })
        .where('version', '=', said.version)
        .execute(),
    )
    await hearLater(desk)
    await page.getByRole('button', { name: /^Settings/ }).click()
    await expect(page.getByText(why)).toBeVisible()
    await expect(page.getByText('kr-2')).toBeVisible()
    expect(await wordsOf(page, ['Service'])).not.toMatch(SWITCHED)
  }
})
