import { DEADLINE_MS } from '#electron/transport/http.ts'
import { expect } from '@playwright/test'

import { expectAllSent, nextCustomer, sell } from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree } from '../../harness/books.ts'
import type { Fault } from '../../harness/loopback-proxy.ts'
import { openTill } from '../../harness/open-till.ts'

const OFFLINE = /^Offline, \d+ saved here, oldest \d\d:\d\d$/
const OPERATIONS = /operations/
const OTHER_ANSWERS = 'Something else answers in place of the account API'
const TROUBLE = 'The account API has trouble of its own'

interface BadNetwork {
  readonly title: string
  readonly fault: Fault
  /** The title of the notice; null where the strip says it all. */
  readonly notice: string | null
}

const BAD_NETWORKS: readonly BadNetwork[] = [
  { title: '[F33] a reply lost after the commit', fault: 'reply-lost', notice: null },
  { title: '[F37] an answer that is cut off', fault: 'cut-short', notice: null },
  { title: '[F37] half a JSON', fault: 'truncated-json', notice: OTHER_ANSWERS },
  { title: '[F38] a captive portal that answers 200', fault: 'captive-portal', notice: OTHER_ANSWERS },
  { title: '[F39] a redirect to a login page', fault: 'login-redirect', notice: OTHER_ANSWERS },
  { title: '[F41] answers of 500', fault: 'server-error', notice: TROUBLE },
  { title: '[F42] an answer to another question', fault: 'wrong-nonce', notice: OTHER_ANSWERS },
  { title: '[F42] outcomes of records that were not sent', fault: 'unknown-id', notice: OTHER_ANSWERS },
  { title: '[F45] nothing that answers', fault: 'dropped', notice: null },
]

test('[I1] [I2] [I9] every bad network is told in words, and nothing is lost or doubled', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const { page } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(page)
  for (const { title, fault, notice } of BAD_NETWORKS) {
    await test.step(title, async () => {
      network.fail(fault, fault === 'unknown-id' ? OPERATIONS : /./)
      await sell(page)
      await expect(page.getByText(OFFLINE)).toBeVisible({ timeout: 10_000 })
      if (notice === null) await expect(page.getByText(/in place of|trouble of its own/)).toHaveCount(0)
      else await expect(page.getByText(notice)).toBeVisible()
      await picture(page, title.replaceAll(/\W+/g, '-').replace(/^-/, ''))
      network.heal()
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expectAllSent(page)
      await expect(page.getByText(/in place of|trouble of its own/)).toHaveCount(0)
      await expectBooksAgree({ store, profile })
      await nextCustomer(page)
    })
  }
})

test('[F34] [F36] a request that arrives twice, and an answer that comes late, count once', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const { page } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  network.fail('repeated', OPERATIONS)
  await sell(page)
  await expectAllSent(page)
  await network.met(1)
  await nextCustomer(page)
  // What is on its way is said to be; then nobody waits for the answer any more, and it comes all the same.
  network.fail({ kind: 'delayed', delayMs: DEADLINE_MS + 2000 }, OPERATIONS)
  await sell(page)
  await expect(page.getByText(/^Online, \d+ still to send$/)).toBeVisible()
  await network.met(1)
  await expect(page.getByText(OFFLINE)).toBeVisible({ timeout: DEADLINE_MS + 10_000 })
  network.heal()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expectAllSent(page)
  await expectBooksAgree({ store, profile })
})

test('[F40] [F44] a server that asks for patience gets it, and one that never ends its answer is not waited for', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const { page } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(page)
  network.fail({ kind: 'busy', retryAfter: '4' }, OPERATIONS)
  await sell(page)
  await network.met(1)
  const asked = network.exchanges.length
  network.heal()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText(/^(?:Off|On)line, \D*\d/)).toBeVisible()
  await page.waitForTimeout(3000)
  const early = network.exchanges.slice(asked).filter(({ path }) => OPERATIONS.test(path))
  expect(early, 'sent before the time that the server asked for').toEqual([])
  await expectAllSent(page)
  await nextCustomer(page)
  network.fail('slow-drip', OPERATIONS)
  await sell(page)
  await expect(page.getByText(OFFLINE)).toBeVisible({ timeout: 20_000 })
  network.heal()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expectAllSent(page)
  await expectBooksAgree({ store, profile })
})

const ODD_WAYS: readonly { title: string; fault: Fault }[] = [
  { title: '[F35] requests that overtake each other', fault: 'reordered' },
  { title: '[F43] outcomes in another order', fault: 'results-shuffled' },
  { title: '[F43] all outcomes but the first missing', fault: 'results-missing' },
  { title: '[F53] a way that lets no more than one record through at a time', fault: 'too-many' },
]

test('[I1] [I2] whatever the way does to requests and outcomes, all is sent while it goes on', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const { page } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(page)
  for (const { title, fault } of ODD_WAYS) {
    await test.step(title, async () => {
      network.fail('dropped')
      for (let customer = 1; customer <= 2; customer += 1) {
        await sell(page)
        await nextCustomer(page)
      }
      network.fail(fault, OPERATIONS)
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expectAllSent(page)
      await network.met(1)
      await expectBooksAgree({ store, profile })
      network.heal()
    })
  }
})

test('[F46] [F47] neither a hint that lies nor a network that comes and goes each second loses or doubles anything', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const { page } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(page)
  await test.step('the hint says offline, and the account API answers', async () => {
    const session = await page.context().newCDPSession(page)
    const away = { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 }
    await session.send('Network.emulateNetworkConditions', away)
    expect(await page.evaluate(() => navigator.onLine)).toBe(false)
    await sell(page)
    await expectAllSent(page)
    await session.send('Network.emulateNetworkConditions', { ...away, offline: false })
    await nextCustomer(page)
  })
  await test.step('the hint says online, and nothing answers', async () => {
    network.fail('dropped')
    expect(await page.evaluate(() => navigator.onLine)).toBe(true)
    await sell(page)
    await expect(page.getByText(OFFLINE)).toBeVisible({ timeout: 10_000 })
    await nextCustomer(page)
  })
  await test.step('it comes and goes each second', async () => {
    for (let second = 0; second < 8; second += 1) {
      if (second % 2 === 0) network.heal()
      else network.fail('reply-lost')
      if (second % 3 === 0) {
        await sell(page)
        await nextCustomer(page)
      } else await page.waitForTimeout(1000)
    }
    network.heal()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expectAllSent(page)
    await expectBooksAgree({ store, profile })
  })
})
