import { systemClock } from '#electron/main/system-clock.ts'
import { expect } from '@playwright/test'

import { expectAllSent, proveAge, sell, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { everyLook } from '../../harness/every-look.ts'
import { ANA, openTill } from '../../harness/open-till.ts'
import { clockAt, clockOffBy } from '../../harness/wrong-clock.ts'

const NOTICE = 'The clock of this till is wrong'

/** The birthday of somebody who is 17 today and 18 by a clock that is 400 days ahead. */
function almostAdult(): string {
  const born = new Date(systemClock.wallMs())
  born.setUTCFullYear(born.getUTCFullYear() - 18)
  born.setUTCDate(born.getUTCDate() + 60)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(born.getUTCDate())}/${two(born.getUTCMonth() + 1)}/${born.getUTCFullYear()}`
}

test('[T7] [I9] a till that has not heard from the account API since it started says that nobody checked its clock', async ({
  profile,
  launch,
  store,
}) => {
  await (await openTill({ launch, profile, store })).close()
  await store.stop()
  const desk = await launch()
  const { page } = desk
  await unlock(page, ANA)
  await page.getByRole('button', { name: 'Clock not checked' }).click()
  await expect(page.getByText(/^Records are safe\. Compare date and time with your own watch/)).toBeVisible()
  await everyLook(desk, 'clock-unverified')
  await store.start()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText(/^Clock checked \d/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Clock not checked')).toHaveCount(0)
})

test('[F56] [C29] a clock 400 days ahead is said, stops nothing, and makes nobody an adult in silence', async ({
  profile,
  launch,
  store,
}) => {
  await (await openTill({ launch, profile, store })).close()
  const desk = await launch({ env: clockOffBy(400) })
  const { page } = desk
  await unlock(page, ANA)
  await expect(page.getByText(NOTICE)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Clock is wrong')).toBeVisible()
  await sell(page)
  await expectAllSent(page)
  await page.getByRole('button', { name: 'Next customer' }).click()
  await proveAge(page, almostAdult())
  const question = page.getByText(/^The clock of this till .* Is today .*\?$/)
  await everyLook(desk, 'clock-today', () =>
    expect(question.or(page.getByText(/^De momento o relógio/))).toBeInViewport({ ratio: 1 }),
  )
  await page.getByRole('button', { name: /^Yes, today is/ }).click()
  await expect(page.getByText('Sale allowed')).toBeVisible()
  await expectAllSent(page)
  await expectBooksAgree({ store, profile })
  const checks = await store.readLedger((database) =>
    database.selectFrom('ageChecks').select('clock').execute(),
  )
  expect(checks.filter(({ clock }) => clock === 'local-only')).toHaveLength(1)
})

test('[F58] [OB15] in the hour that comes twice the later sale is the later one, on both sides of the change', async ({
  profile,
  launch,
  store,
}) => {
  await (await openTill({ launch, profile, store })).close()
  const confirmed: number[] = []
  // 25 October 2026 in Lisbon: half past one, and an hour later half past one once more.
  for (const instant of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
    const { page, close } = await launch({ env: clockAt(instant) })
    await unlock(page, ANA)
    confirmed.push(await sell(page))
    await expectAllSent(page)
    await page.getByRole('button', { name: /^To send/ }).click()
    const sales = page.getByRole('row', { name: /^Sale without registration/ })
    await expect(sales.first()).toHaveAccessibleName(new RegExp(`no\\. ${confirmed.at(-1)} 01:3\\d`))
    await expect(sales).toHaveCount(confirmed.length)
    await close()
  }
  await expectBooksAgree({ store, profile, confirmed })
  const saved = journalOf(profile).filter(({ type }) => type === 'sale')
  expect(saved.map(({ occurredAt }) => occurredAt.slice(0, 15))).toEqual([
    '2026-10-25T00:3',
    '2026-10-25T01:3',
  ])
})

test('[F56] [C29] a clock that begins again in 1970 opens nothing and locks nobody out', async ({
  profile,
  launch,
  store,
}) => {
  await (await openTill({ launch, profile, store })).close()
  const { page } = await launch({ env: clockAt('1970-01-01T00:00:30Z') })
  await unlock(page, ANA)
  await expect(page.getByText(NOTICE)).toBeVisible({ timeout: 20_000 })
  await proveAge(page, almostAdult())
  await expect(page.getByText('Sale not possible today')).toBeVisible()
  await page.getByRole('button', { name: 'Next customer' }).click()
  await sell(page)
  await expectAllSent(page)
  await expectBooksAgree({ store, profile })
})
