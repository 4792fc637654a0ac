import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { importResponseSchema } from '#shared/contracts/messages/imports.ts'

import { expectAllSent, sell, setUpTill, unlock } from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { chooseFolder } from '../../harness/choose-folder.ts'
import { MIGUEL, openTill } from '../../harness/open-till.ts'

/** The records of an export, without its first and its last line. */
function recordsIn(path: string): readonly unknown[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1, -1)
    .map((line): unknown => JSON.parse(line))
}

test('[D20] [IN20] [C18] what a revoked till holds reaches head office in a sealed file, and counts once when the till sends it later', async ({
  profile,
  launch,
  store,
  network,
}) => {
  test.setTimeout(180_000)
  const { app, page } = await openTill({ launch, profile, store, accountApiUrl: network.url })
  await expectAllSent(page)
  const { terminalId } = await store.onlyChain()
  network.fail('dropped')
  await sell(page)
  await store.askAsAdministrator(`/v1/terminals/${terminalId}/revocation`, { reason: 'left in a taxi' })
  network.heal()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText('Head office has closed this till')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: /^Lock/ }).click()
  await unlock(page, MIGUEL)

  const stick = join(profile, 'stick')
  mkdirSync(stick)
  await chooseFolder(app, stick)
  await page.getByRole('button', { name: /^To send/ }).click()
  await page.getByRole('button', { name: /^Export sealed/ }).click()
  await expect(page.getByText('2 records are exported, sealed')).toBeVisible()
  await picture(page, 'last-resort')
  const [name = '', ...others] = readdirSync(stick)
  expect(others).toEqual([])
  await expect(page.getByText(name)).toBeVisible()

  const operations = recordsIn(join(stick, name))
  const imported = await store.askAsAdministrator(`/v1/terminals/${terminalId}/imports`, {
    contractVersion: 1,
    operations,
  })
  const { results, known } = importResponseSchema.parse(imported)
  expect(known).toBe(0)
  expect(results.map(({ outcome }) => outcome)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])

  await page.getByRole('button', { name: /^Lock/ }).click()
  await page.getByRole('button', { name: 'Set up this till again' }).click()
  await setUpTill(page, { accountApiUrl: network.url, code: await store.codeForAgain() })
  await unlock(page, MIGUEL)
  await expect(page.getByText('Online, all sent')).toBeVisible({ timeout: 30_000 })
  const { chains } = await store.onlyChain()
  // The new enrolment tells that it began, that an export was made, and that there is no keystore here.
  expect(chains).toMatchObject([
    { epoch: 1, intact: true, gaps: [], forks: [] },
    { epoch: 2, held: 3, intact: true },
  ])
})
