import { type Page, expect } from '@playwright/test'

import { configurationSchema } from '#shared/contracts/configuration.ts'
import { consentTexts } from '#shared/markets/brand-texts.ts'
import type { Market } from '#shared/markets/market.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { expectAllSent, nextCustomer, scan, sell } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import type { Desk } from '../../harness/launch-desk.ts'
import { openTill } from '../../harness/open-till.ts'
import type { Store } from '../../harness/store.ts'

const DEVICE = 'K7M29QX4TB3D'
const FIVE_MINUTES_MS = 5 * 60_000
const SWITCHED = /loyal|fideliza|\bpoints\b|pontos|\boffers\b|ofertas|\bnews\b|novidades/i

/** Practice with every switch off, and four years by law where it had three. */
const CAUTIOUS: Market = {
  ...PRACTICE,
  version: 'practice-2',
  consents: consentTexts(false),
  benefits: { ...PRACTICE.benefits, isOn: false },
  guarantee: {
    ...PRACTICE.guarantee,
    terms: PRACTICE.guarantee.terms.map((term) =>
      term.basis === 'statutory' && term.deliveredFrom === '2022-01-01' ? { ...term, months: 48 } : term,
    ),
  },
}

/** Drafts and publishes on the pages of head office. */
async function publish(store: Store, market: Market): Promise<void> {
  const { ask } = await store.signIn(`for-${market.version}`, ['configuration'])
  const form = { market: JSON.stringify(market), note: 'counsel decided' }
  const draft = await ask('POST', '/office/configuration', form)
  expect(new URL(draft.url).pathname).toMatch(/^\/office\/configuration\/[0-9a-f-]{36}$/)
  const published = await ask('POST', new URL(draft.url).pathname, { where: 'all' })
  expect(published.url).toContain('done=published')
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

test('[R8] [R18] [R20] what head office publishes changes the desk without a restart; what is older or not signed does not', async ({
  profile,
  launch,
  store,
}) => {
  test.setTimeout(180_000)
  const desk = await openTill({ launch, profile, store })
  const { page } = desk
  expect(await wordsOf(page, ['Register', 'Service'])).toMatch(SWITCHED)

  await publish(store, CAUTIOUS)
  await hearLater(desk)
  await expect(page.getByRole('radiogroup', { name: /^Quero/ })).toHaveCount(0)
  expect(await wordsOf(page, ['Register', 'Return', 'Service', 'Help', 'Day'])).not.toMatch(SWITCHED)
  expect(await guaranteeSaid(page)).toContain('1 January 2030')

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
    await expect(page.getByText('practice-2')).toBeVisible()
    expect(await wordsOf(page, ['Service'])).not.toMatch(SWITCHED)
  }
})
