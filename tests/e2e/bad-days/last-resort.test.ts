import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { importResponseSchema } from '#shared/contracts/messages/imports.ts'

import { expectAllSent, sell, setUpTill, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { chooseFolder } from '../../harness/choose-folder.ts'
import { everyLook } from '../../harness/every-look.ts'
import { MIGUEL, openTill } from '../../harness/open-till.ts'

/** The records of an export, without its first and its last line. */
function recordsIn(path: string): readonly unknown[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1, -1)
    .map((line): unknown => JSON.parse(line))
}

test('[F62] [D5] [D20] [IN20] [C18] what a revoked till holds reaches head office in a sealed file, and counts once when the till sends it later', async ({
  profile,
  launch,
  store,
  network,
}) => {
  test.setTimeout(180_000)
  const desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const { app, page } = desk
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
  await everyLook(desk, 'terminal-revoked')
  // Nothing is begun here that could not be saved [D5].
  const rail = page.getByRole('navigation')
  for (const [name, place] of [
    ['return', /^(Return|Devolução)$/],
    ['service', /^(Service|Apoio)$/],
  ] as const) {
    await rail.getByRole('button', { name: place }).click()
    await expect(page.getByRole('heading', { name: 'No customers at this till for now' })).toBeVisible()
    await everyLook(desk, `terminal-revoked-${name}`)
  }

  const stick = join(profile, 'stick')
  mkdirSync(stick)
  const seen = new Set<string>()
  await chooseFolder(app, stick)
  await page.getByRole('button', { name: /^To send/ }).click()
  // Once in each language: two files of the same records.
  await everyLook(desk, 'sealed-export', async () => {
    await page.getByRole('button', { name: /^(Export sealed|Exportar selado)/ }).click()
    await expect(
      page.getByText(/^2 (records are exported, sealed|registos exportados, selados)/),
    ).toBeVisible()
    const [name = ''] = readdirSync(stick).filter((file) => !seen.has(file))
    seen.add(name)
    await expect(page.getByText(name)).toBeVisible()
  })
  expect(readdirSync(stick).toSorted()).toEqual([...seen].toSorted())
  const [first = '', second = ''] = seen
  const importFrom = async (name: string) =>
    importResponseSchema.parse(
      await store.askAsAdministrator(`/v1/terminals/${terminalId}/imports`, {
        contractVersion: 1,
        operations: recordsIn(join(stick, name)),
      }),
    )
  const { results, known } = await importFrom(first)
  expect(known).toBe(0)
  expect(results.map(({ outcome }) => outcome)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])
  expect(await importFrom(second)).toEqual({ results, known: 2 })

  await page.getByRole('button', { name: /^Lock/ }).click()
  await page.getByRole('button', { name: 'Set up this till again' }).click()
  await setUpTill(page, { accountApiUrl: network.url, code: await store.codeForAgain() })
  await unlock(page, MIGUEL)
  await expect(page.getByText('Online, all sent')).toBeVisible({ timeout: 30_000 })
  const { chains } = await store.onlyChain()
  // The new enrolment tells that it began, of each export, and that there is no keystore here.
  expect(chains).toMatchObject([
    { epoch: 1, intact: true, gaps: [], forks: [] },
    { epoch: 2, held: 4, intact: true },
  ])
})
