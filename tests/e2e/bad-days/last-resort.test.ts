import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { importResponseSchema } from '#shared/contracts/messages/imports.ts'

import { expectAllSent, sell, setUpTill, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { chooseFolder } from '../../harness/choose-folder.ts'
import { everyLook } from '../../harness/every-look.ts'
import { journalOf } from '../../harness/books.ts'
import { ledgerOf } from '../../harness/ledger.ts'
import { openLoopbackProxy } from '../../harness/loopback-proxy.ts'
import { MIGUEL, openTill } from '../../harness/open-till.ts'
import { type Store, openStore } from '../../harness/store.ts'

const DAY_MS = 24 * 60 * 60_000

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

test('[F62] [F50] [D20] [IN20] [C18] what a revoked till has sent before comes back by its export to a server that lost it', async ({
  profile,
  launch,
}) => {
  test.setTimeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'counterside-backup-'))
  const store = await openStore({ backupLagMs: DAY_MS })
  const network = await openLoopbackProxy(store.url)
  try {
    const desk = await openTill({ launch, profile, store, accountApiUrl: network.url })
    const { app, page } = desk
    await expectAllSent(page)
    await store.stop()
    const copy = store.copyTo(join(folder, 'backup'))
    await store.start()
    await sell(page)
    await expectAllSent(page)
    const revoke = async (of: Store) => {
      const { terminalId } = await of.onlyChain()
      await of.askAsAdministrator(`/v1/terminals/${terminalId}/revocation`, { reason: 'closed store' })
      return terminalId
    }
    await revoke(store)
    await page.getByRole('navigation').getByRole('button', { name: 'Day' }).click()
    await page.getByRole('button', { name: 'Check now' }).click()
    const closed = page.getByRole('alert').getByText('Head office has closed this till')
    await expect(closed).toBeVisible({ timeout: 30_000 })
    network.fail('dropped')
    await store.dispose()
    await page.getByRole('button', { name: /^Lock/ }).click()
    await unlock(page, MIGUEL)

    const stick = join(profile, 'stick')
    mkdirSync(stick)
    await chooseFolder(app, stick)
    await page.getByRole('button', { name: /^To send/ }).click()
    await expect(page.getByText('Nothing waits to be sent from this till')).toBeVisible()
    await everyLook(desk, 'sealed-export-kept')
    await page.getByRole('button', { name: /^Export sealed/ }).click()
    await expect(page.getByText(/records are exported, sealed/)).toBeVisible()
    const [name = ''] = readdirSync(stick)
    const operations = recordsIn(join(stick, name))
    expect(operations).toHaveLength(journalOf(profile).length)

    const restored = await openStore({ copy, backupLagMs: DAY_MS })
    try {
      const terminalId = await revoke(restored)
      const held = (await ledgerOf(restored)).length
      expect(held).toBeLessThan(operations.length)
      const { results, known } = importResponseSchema.parse(
        await restored.askAsAdministrator(`/v1/terminals/${terminalId}/imports`, {
          contractVersion: 1,
          operations,
        }),
      )
      expect(known).toBe(held)
      expect(new Set(results.map(({ outcome }) => outcome.kind))).toEqual(new Set(['accepted']))
      const { chains } = await restored.onlyChain()
      expect(chains).toMatchObject([{ held: operations.length, intact: true, gaps: [], forks: [] }])
    } finally {
      await restored.dispose()
    }
  } finally {
    await network.close()
    await store.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
})
