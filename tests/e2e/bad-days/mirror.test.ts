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

test('[MI11] [D28] [I9] a restore that was cut off, a stick that is gone, and a folder in the place of the note of it: the first screen says so, goes on with what came, and head office is told', async ({
  profile,
  launch,
  store,
}) => {
  const stick = mkdtempSync(join(tmpdir(), 'counterside-stick-'))
  const other = mkdtempSync(join(tmpdir(), 'counterside-profile-'))
  const note = join(other, 'restoring.json')
  const first = await openTill({ launch, profile, store })
  try {
    await expectAllSent(first.page)
    await first.page.getByRole('button', { name: /^Lock/ }).click()
    await unlock(first.page, MIGUEL)
    await chooseFolder(first.app, stick)
    await go(first.page, /^Settings/)
    await first.page.getByRole('button', { name: /^Choose a stick or disk/ }).click()
    await expect(first.page.getByText('It holds every record of this till')).toBeVisible()
    await first.kill()

    speakEnglish(other)
    const second = await launchDesk({ profile: other })
    await chooseFolder(second.app, stick)
    await second.page.getByRole('button', { name: /^This till replaces a dead one/ }).click()
    await second.page.getByRole('button', { name: /^Find the mirror/ }).click()
    await second.page.getByRole('button', { name: 'Take them over' }).click()
    await expect(second.page.getByText(/^Now head office makes a code/)).toBeVisible()
    await second.kill()
    rmSync(note, { force: true })
    mkdirSync(note)
    rmSync(stick, { recursive: true })

    const { page, close } = await launchDesk({ profile: other })
    try {
      await expect(page.getByText('Records were not taken over to the end')).toBeVisible()
      await expect(page.getByText(/What was taken over so far is safe here/)).toBeVisible()
      await page.getByRole('button', { name: /^The stick cannot be read any more/ }).click()
      await expect(page.getByText(/What is on the stick alone does not arrive/)).toBeVisible()
      await picture(page, 'restore-left')
      await page.getByRole('button', { name: 'Go on without the stick' }).click()
      await setUpTill(page, { accountApiUrl: store.url, code: await store.codeForAgain() })
      const told = () =>
        store.readLedger((database) =>
          database.selectFrom('terminalEvents').select(['kind', 'detail']).execute(),
        )
      await expect
        .poll(told, { timeout: 30_000 })
        .toContainEqual({ kind: 'mirror-lost', detail: expect.stringMatching(/^restored in part: up to/) })
    } finally {
      await close()
    }
  } finally {
    rmSync(stick, { recursive: true, force: true })
    rmSync(other, { recursive: true, force: true })
  }
})
