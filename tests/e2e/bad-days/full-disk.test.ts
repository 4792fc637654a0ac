import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import {
  expectAllSent,
  expectClosed,
  fillCustomer,
  nextCustomer,
  proveAge,
  sell,
  typeDevice,
  typePin,
  unlock,
} from '../../harness/at-the-counter.ts'
import { picture, test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, expectNoAlarm, journalOf } from '../../harness/books.ts'
import { whyItStaysClosed } from '../../harness/closed-desk.ts'
import { everyLook } from '../../harness/every-look.ts'
import { type FaultPoint, withFaultPoints } from '../../harness/fault-point.ts'
import { ledgerOf } from '../../harness/ledger.ts'
import { launchDesk } from '../../harness/launch-desk.ts'
import { ANA, openTill } from '../../harness/open-till.ts'

type Launch = Parameters<typeof withFaultPoints>[0]['launch']

const MIB = 2 ** 20
const RUI = { givenName: 'Rui', familyName: 'Noronha Teles', email: 'rui.teles@exemplo.pt' }
/** The journal is verified a quarter of a minute after the start, and the window is asked then. */
const EMPTIED_WITHIN_MS = 90_000
const HINTS_APART_MS = 5_500
const NOT_SAVED_FULL =
  'The disk is full. This was not saved, everything typed is still here. Free some space, then save again.'
const NOT_SAVED_FAILED =
  /The disk could not be written\. This was not saved, everything typed is still here\./

/** A folder on the small disk that the lane mounts; without one this says why. */
function smallDiskFolder(): string {
  const folder = process.env['COUNTERSIDE_SMALL_DISK']
  if (folder === undefined) {
    const reason =
      process.env['COUNTERSIDE_SMALL_DISK_REASON'] ?? 'these tests were not started by their lane'
    throw new Error(`there is no small disk to fill: ${reason}`)
  }
  return mkdtempSync(join(folder, 'profile-'))
}

/** Leaves so many MiB free. Answers with what gives them back. */
function fill(folder: string, leaveMib: number): () => void {
  const path = join(folder, 'ballast')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - leaveMib * MIB)))
  return () => rmSync(path)
}

test('[F26] a full disk: not saved is said, the form stays, and saves once there is room', async ({
  store,
}) => {
  const profile = smallDiskFolder()
  // What is counted of PINs lies beside all profiles, on a till as here on the same disk.
  const env = { XDG_CONFIG_HOME: smallDiskFolder() }
  const launch: Launch = (options) => launchDesk({ profile, ...options, env: { ...env, ...options?.env } })
  const desk = await openTill({ launch, profile, store })
  const { page } = desk
  try {
    await sell(page)
    await page.getByRole('button', { name: 'Disk almost full' }).click()
    await expect(page.getByText('The disk is getting full')).toBeVisible()
    await everyLook(desk, 'low-disk')
    await page.getByRole('button', { name: 'Next customer' }).click()
    await proveAge(page, '30-11-1980')
    await fillCustomer(page, RUI)
    await typeDevice(page, 'K7M29QX4TB3D')
    const before = journalOf(profile).length
    const free = fill(profile, 120)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(NOT_SAVED_FULL)).toBeVisible()
    await expect(page.getByText('The disk is full: nothing new can be saved')).toBeVisible()
    await expect(page.getByLabel('Last name')).toHaveValue(RUI.familyName)
    await everyLook(desk, 'not-saved')
    expect(journalOf(profile)).toHaveLength(before)
    free()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Saved on this till')).toBeVisible()
    await expect(page.getByText('The disk is full: nothing new can be saved')).toHaveCount(0)
  } finally {
    await desk.close()
  }
  const nothing = fill(profile, 0)
  const again = await launch()
  try {
    await expect(again.page.getByText('The disk is full: nothing new can be saved')).toBeVisible()
    await again.page.getByRole('button', { name: /Ana/ }).click()
    await typePin(again.page, ANA)
    await expect(
      again.page.getByText(/^This computer could not write to its disk\. Records are safe/),
    ).toBeVisible()
    await picture(again.page, 'disk-full-start')
    nothing()
    await typePin(again.page, ANA)
    await expectAllSent(again.page)
    await sell(again.page)
    await expectAllSent(again.page)
  } finally {
    await again.close()
  }
  await expectBooksAgree({ store, profile })
  for (const folder of [profile, env.XDG_CONFIG_HOME]) rmSync(folder, { recursive: true, force: true })
})

test('[D27] [F21] [F26] a journal that is lost while the disk takes nothing: the desk stays closed and says why, until its stop is on the disk', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  await sell(first.page)
  await expectAllSent(first.page)
  await first.close()
  const written = journalOf(profile).length
  for (const name of readdirSync(join(profile, 'journal')))
    rmSync(join(profile, 'journal', name), { recursive: true })
  // Chromium tidies its own files up, which would make room: what the desk notes its stop in lies on the full disk alone.
  const vault = join(profile, 'vault')
  const small = smallDiskFolder()
  cpSync(vault, join(small, 'vault'), { recursive: true })
  rmSync(vault, { recursive: true })
  symlinkSync(join(small, 'vault'), vault)
  const free = fill(small, 0)
  for (let start = 1; start <= 2; start += 1)
    expect(await whyItStaysClosed(profile)).toBe('{"kind":"loss-not-noted"}')
  free()
  const { page, close } = await launch()
  await unlock(page, ANA)
  await expect(page.getByText('The end of this till’s journal is lost')).toBeVisible()
  await expectClosed(page)
  await close()
  expect(journalOf(profile)).toEqual([])
  expect(await ledgerOf(store)).toHaveLength(written)
  expect((await store.onlyChain()).chains).toMatchObject([{ intact: true, gaps: [], forks: [] }])
  rmSync(small, { recursive: true, force: true })
})

test('[D26] [OB31] [F26] a disk that is full once the window’s store was emptied: what waits is sent, nothing new is called saved, and the store is made anew when there is room', async ({
  store,
  network,
}) => {
  const profile = smallDiskFolder()
  const mark = join(profile, 'fault-point-reached')
  const launch: Launch = (options) => launchDesk({ profile, ...options })
  const first = await openTill({ launch, profile, store, accountApiUrl: network.url })
  const confirmed = [await sell(first.page)]
  await nextCustomer(first.page)
  await expectAllSent(first.page)
  network.fail('dropped')
  confirmed.push(await sell(first.page))
  await first.close()

  const point: FaultPoint = { at: 'full-once-emptied', holding: profile }
  const full = await withFaultPoints({ launch, mark, point })()
  try {
    await expect.poll(() => existsSync(mark), { timeout: EMPTIED_WITHIN_MS }).toBe(true)
    await unlock(full.page, ANA)
    await proveAge(full.page, '30-11-1980')
    await expect(full.page.getByText('Not saved', { exact: true })).toBeVisible()
    await expect(full.page.getByText('The disk is full: nothing new can be saved')).toBeVisible()
    await picture(full.page, 'store-emptied-disk-full')
    network.heal()
    await expect(async () => {
      // A hint that comes within five seconds of another starts no try of its own: making the store anew was one.
      await full.page.evaluate(() => window.dispatchEvent(new Event('online')))
      const arrived = async () => (await ledgerOf(store)).length
      await expect.poll(arrived, { timeout: HINTS_APART_MS }).toBe(journalOf(profile).length)
    }).toPass()
    await expectBooksAgree({ store, profile, confirmed })
  } finally {
    await full.kill()
  }
  rmSync(join(profile, 'ballast'))
  const { page, close } = await launch()
  try {
    await unlock(page, ANA)
    confirmed.push(await sell(page))
    await expectAllSent(page)
    await expectBooksAgree({ store, profile, confirmed })
    await expectNoAlarm(store)
  } finally {
    await close()
  }
  rmSync(profile, { recursive: true, force: true })
})

test('[F27] a journal that may only be read: not saved is said, and the same press saves once it may be written', async ({
  profile,
  launch,
  store,
}) => {
  await (await openTill({ launch, profile, store })).close()
  const journal = join(profile, 'journal')
  const setMode = (folder: number, file: number) => {
    for (const name of readdirSync(journal).filter((entry) => entry !== 'aside'))
      chmodSync(join(journal, name), file)
    chmodSync(journal, folder)
  }
  setMode(0o500, 0o400)
  try {
    const { page } = await launch()
    await unlock(page, ANA)
    await proveAge(page, '30-11-1980')
    await expect(page.getByText('Not saved', { exact: true })).toBeVisible()
    await expect(page.getByText(NOT_SAVED_FAILED)).toBeVisible()
    await expect(page.getByLabel('Date of birth')).toHaveValue('30-11-1980')
    await picture(page, 'disk-read-only')
    setMode(0o700, 0o600)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(page.getByText('Sale allowed')).toBeVisible()
    await expectAllSent(page)
  } finally {
    setMode(0o700, 0o600)
  }
  await expectBooksAgree({ store, profile })
})

test('[D31] [F27] a whole disk that may only be read: the desk stays closed and says why, and opens with everything once it may be written', async ({
  profile,
  launch,
  store,
}) => {
  const first = await openTill({ launch, profile, store })
  const sold = await sell(first.page)
  await first.kill()
  const setMode = (way: 'a-w' | 'u+w') => execFileSync('chmod', ['-R', way, profile])
  setMode('a-w')
  try {
    expect(await whyItStaysClosed(profile)).toBe('{"kind":"disk-unwritable","reason":"EACCES"}')
  } finally {
    setMode('u+w')
  }
  const { page } = await launch()
  await unlock(page, ANA)
  await expectAllSent(page)
  await expectBooksAgree({ store, profile, confirmed: [sold] })
})
