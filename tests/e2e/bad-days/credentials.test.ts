import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import { expectAllSent, nextCustomer, sell, setUpTill, speakEnglish } from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { everyLook } from '../../harness/every-look.ts'
import { launchDesk } from '../../harness/launch-desk.ts'
import { scanFolder } from '../../harness/leak-scan/scan.ts'
import type { LoopbackProxy } from '../../harness/loopback-proxy.ts'
import { openTill } from '../../harness/open-till.ts'
import { watchIpc } from '../../harness/watch-ipc.ts'

/** Every access token and DPoP proof that crossed the network. */
function secretsSeen(network: LoopbackProxy): string[] {
  const tokens = network.exchanges.flatMap(
    ({ answer }) => /"access_token":"([^"]+)"/.exec(answer?.body ?? '')?.[1] ?? [],
  )
  const proofs = network.exchanges.flatMap(({ headers }) => [headers['dpop'] ?? []].flat())
  return [...new Set([...tokens, ...proofs])]
}

/** Everything that the page keeps: both storages and every row of every database. */
function keptByPage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answerOf = <Value>(asked: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result))
        asked.addEventListener('error', () => reject(new Error('not readable')))
      })
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name } of await indexedDB.databases()) {
      const database = await answerOf(indexedDB.open(name ?? ''))
      for (const table of database.objectStoreNames) {
        kept.push(table, await answerOf(database.transaction(table).objectStore(table).getAll()))
      }
      database.close()
    }
    return JSON.stringify(kept)
  })
}

test('[C16] no token and no proof reaches the window, its storage or the disk', async ({
  profile,
  launch,
  store,
  network,
}) => {
  const { app, page, close } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const heard = await watchIpc(app)
  await sell(page)
  await expectAllSent(page)
  await nextCustomer(page)
  const said = await heard()
  expect(said, 'the traffic was listened to').toContain('sync.send')
  const kept = await keptByPage(page)
  expect(kept, 'the databases were read').toContain('sealedPayload')
  const secrets = secretsSeen(network)
  expect(secrets.length).toBeGreaterThan(2)
  const leaked = secrets.filter((secret) => said.includes(secret) || kept.includes(secret))
  expect(leaked).toEqual([])
  await close()
  expect(scanFolder(profile, secrets).leaks).toEqual([])
})

test('[C17] an enrolment code works once: a second till with the same code is told so', async ({
  profile,
  launch,
  store,
}) => {
  const seed = await store.seed()
  const enrol = async (page: Page) => {
    await page.getByLabel('Address of the account API').fill(store.url)
    await page.getByLabel('One-time code').fill(seed.enrolmentCode)
    await page.getByRole('button', { name: 'Set up this till' }).click()
  }
  speakEnglish(profile)
  const first = await launch()
  await enrol(first.page)
  await expect(first.page.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  const otherProfile = mkdtempSync(join(tmpdir(), 'counterside-profile-'))
  speakEnglish(otherProfile)
  const second = await launchDesk({ profile: otherProfile })
  try {
    await enrol(second.page)
    const words = 'The code is wrong, used or older than 10 minutes. Nothing was changed. Ask for a new one.'
    await expect(second.page.getByText(words)).toBeVisible()
    await expect(second.page.getByLabel('One-time code')).toHaveValue(seed.enrolmentCode)
    await picture(second.page, 'code-used')
  } finally {
    await second.close()
    rmSync(otherProfile, { recursive: true, force: true })
  }
})

test('[T12] [I9] a till in whose place another computer was set up is accepted no more, and says so: what it saved is kept', async ({
  profile,
  launch,
  store,
}) => {
  const till = await openTill({ launch, profile, store })
  const { page } = till
  await expectAllSent(page)
  const otherProfile = mkdtempSync(join(tmpdir(), 'counterside-profile-'))
  speakEnglish(otherProfile)
  const other = await launchDesk({ profile: otherProfile })
  try {
    await setUpTill(other.page, { accountApiUrl: store.url, code: await store.codeForAgain() })
  } finally {
    await other.close()
    rmSync(otherProfile, { recursive: true, force: true })
  }
  await sell(page)
  await expect(page.getByText('The account API does not accept this till at the moment')).toBeVisible()
  await expect(page.getByText(/safe and waits here\. Call head office: if another computer/)).toBeVisible()
  await nextCustomer(page)
  await everyLook(till, 'needs-attention')
  await page.getByRole('button', { name: /^Lock/ }).click()
  await expect(page.getByRole('button', { name: 'Set up this till again' })).toBeVisible()
})
