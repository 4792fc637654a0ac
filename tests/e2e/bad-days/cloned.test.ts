import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import {
  expectAllSent,
  expectClosed,
  nextCustomer,
  proveAge,
  sell,
  setUpTill,
  unlock,
} from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { everyLook } from '../../harness/every-look.ts'
import { launchDesk } from '../../harness/launch-desk.ts'
import { ANA, openTill } from '../../harness/open-till.ts'
import { expectNoViolation } from '../../harness/oracle.ts'

const TWICE = 'This till exists twice'

test('[F32] a cloned till is found out at its first contact: both stop, what both wrote is kept, and setting up again ends it', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  await expectAllSent(first.page)
  await first.close()
  const clone = mkdtempSync(join(tmpdir(), 'counterside-clone-'))
  cpSync(profile, clone, { recursive: true })
  try {
    const original = await launch()
    await unlock(original.page, ANA)
    await sell(original.page)
    await expectAllSent(original.page)
    await nextCustomer(original.page)

    const other = await launchDesk({ profile: clone })
    try {
      // Nobody has to be at work for it: sending goes on while the desk is locked.
      const again = other.page.getByRole('button', { name: 'Set up this till again' })
      await expect(again).toBeVisible({ timeout: 30_000 })
      await picture(other.page, 'cloned')
    } finally {
      await other.close()
    }
    await proveAge(original.page, '30-11-1980')
    await original.page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect(original.page.getByText(TWICE)).toBeVisible({ timeout: 30_000 })
    await everyLook(original, 'chain-fork')

    const written = () => [...journalOf(profile), ...journalOf(clone)]
    await expectNoViolation(() => ({ store, written: written(), isForked: true }))
    const { chains } = await store.onlyChain()
    expect(chains[0]?.forks.length).toBeGreaterThan(0)

    await original.page.getByRole('button', { name: /^Lock/ }).click()
    await original.page.getByRole('button', { name: 'Set up this till again' }).click()
    await setUpTill(original.page, { accountApiUrl: store.url, code: await store.codeForAgain() })
    await unlock(original.page, ANA)
    await expect(original.page.getByText(TWICE)).toHaveCount(0)
    await sell(original.page)
    await expectAllSent(original.page)
    await expectNoViolation(() => ({ store, written: written(), isForked: true }))
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
})

test('[F32] a profile put back to an old copy is found out at its first contact, and nothing is lost', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  await expectAllSent(first.page)
  await first.close()
  const old = mkdtempSync(join(tmpdir(), 'counterside-old-'))
  cpSync(profile, old, { recursive: true })
  const later = await launch()
  await unlock(later.page, ANA)
  await sell(later.page)
  await expectAllSent(later.page)
  await later.close()
  await expectBooksAgree({ store, profile })
  const before = journalOf(profile)
  rmSync(profile, { recursive: true })
  cpSync(old, profile, { recursive: true })
  rmSync(old, { recursive: true })

  const { page } = await launch()
  await unlock(page, ANA)
  await expect(page.getByText(TWICE)).toBeVisible({ timeout: 30_000 })
  await expectClosed(page)
  const written = () => [...before, ...journalOf(profile)]
  await expectNoViolation(() => ({ store, written: written(), isForked: true }))
})
