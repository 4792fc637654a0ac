import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import {
  expectAllSent,
  nextCustomer,
  sell,
  setUpTill,
  speakEnglish,
  unlock,
} from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { chooseFolder } from '../../harness/choose-folder.ts'
import { everyLook } from '../../harness/every-look.ts'
import { launchDesk } from '../../harness/launch-desk.ts'
import { ANA, MIGUEL, openTill } from '../../harness/open-till.ts'
import { journalOf } from '../../harness/books.ts'

const go = (page: Page, place: RegExp) =>
  page.getByRole('navigation').getByRole('button', { name: place }).click()

test('[MI1] [MI6] [MI8] [MI10] [MI12] [I1] a dead till goes on on another machine from its stick, which was pulled out and put back', async ({
  profile,
  launch,
  store,
  network,
}) => {
  test.setTimeout(180_000)
  const stick = mkdtempSync(join(tmpdir(), 'counterside-stick-'))
  const other = mkdtempSync(join(tmpdir(), 'counterside-profile-'))
  const pen = join(stick, 'pen')
  mkdirSync(pen)
  const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const { page } = first
  try {
    await expectAllSent(page)
    network.fail('dropped')
    await page.getByRole('button', { name: /^Lock/ }).click()
    await unlock(page, MIGUEL)
    await chooseFolder(first.app, pen)
    await go(page, /^Settings/)
    await page.getByRole('button', { name: /^Choose a stick or disk/ }).click()
    await expect(page.getByText('It holds every record of this till')).toBeVisible()
    await picture(page, 'mirror-chosen')

    await go(page, /^Register/)
    await sell(page)
    await nextCustomer(page)
    renameSync(pen, join(stick, 'pulled-out'))
    await sell(page)
    await expect(page.getByRole('button', { name: /^Mirror lost/ })).toBeVisible({ timeout: 20_000 })
    await go(page, /^Settings/)
    const cause = page.getByText(
      /^(The stick or disk is not there\. Saving|A pen ou o disco não está ligado\.)/,
    )
    await everyLook(first, 'mirror-lost', () => expect(cause).toBeInViewport({ ratio: 1 }))
    renameSync(join(stick, 'pulled-out'), pen)
    await expect(page.getByText('It holds every record of this till')).toBeVisible({ timeout: 30_000 })
    await first.kill()
    const written = journalOf(profile)
    rmSync(profile, { recursive: true })
    mkdirSync(profile)

    speakEnglish(other)
    const second = await launchDesk({ profile: other })
    try {
      await chooseFolder(second.app, pen)
      await second.page.getByRole('button', { name: /^This till replaces a dead one/ }).click()
      await second.page.getByRole('button', { name: /^Find the mirror/ }).click()
      await expect(second.page.getByText('Every record was read and checked.')).toBeVisible()
      await picture(second.page, 'restore-found')
      await second.page.getByRole('button', { name: 'Take them over' }).click()
      await expect(second.page.getByText(/records are here and wait to be sent/)).toBeVisible()
      await picture(second.page, 'restore-done')
      network.heal()
      await setUpTill(second.page, { accountApiUrl: network.url, code: await store.codeForAgain() })
      await expect(second.page.getByText(ANA.name)).toBeVisible()
      await expect
        .poll(async () => (await store.onlyChain()).chains.map(({ held }) => held), { timeout: 30_000 })
        .toEqual([written.length, expect.any(Number)])
      const { chains } = await store.onlyChain()
      expect(chains).toMatchObject([1, 2].map((epoch) => ({ epoch, intact: true, gaps: [], forks: [] })))
    } finally {
      await second.close()
    }
  } finally {
    rmSync(stick, { recursive: true, force: true })
    rmSync(other, { recursive: true, force: true })
  }
})
