import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import { systemClock } from '#account-api/adapters/system-clock.ts'

import { openAlbum } from '../harness/album.ts'
import {
  type CustomerInput,
  expectAllSent,
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  scanDevice,
  setFirstPin,
  setUpTill,
  speakEnglish,
  unlock,
} from '../harness/at-the-counter.ts'
import { type Confirmation, readConfirmation, reconcile } from '../harness/confirmations.ts'
import { test } from '../harness/desk-test.ts'
import { type Desk, launchDesk } from '../harness/launch-desk.ts'
import { ANA, openTill } from '../harness/open-till.ts'
import { openStore } from '../harness/store.ts'

const MARIA = { givenName: 'Maria', familyName: 'Conceição', email: 'maria@exemplo.pt' }

/** Opens a place of the desk by the rail. */
async function go(page: Page, place: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: place }).click()
}

/** Age, form and devices of one customer, up to the press that saves. */
async function fillRegistration(
  page: Page,
  given: { birth: string; customer: CustomerInput; devices: readonly string[] },
): Promise<void> {
  await proveAge(page, given.birth)
  await fillCustomer(page, given.customer)
  for (const device of given.devices) {
    await scanDevice(page, device)
    const shown = device.replaceAll(/(.{4})(?=.)/g, '$1 ')
    await expect(page.getByText(shown, { exact: true })).toBeVisible()
  }
}

test('[I1] [I2] [I7] [I9] a morning with an outage, a power cut, two conflicts, a return and an end of day', async ({
  profile,
  launch,
}) => {
  test.setTimeout(300_000)
  const startedMs = systemClock.monotonicMs()
  const album = openAlbum()
  const confirmations: Confirmation[] = []
  const store = await openStore()
  const otherProfile = mkdtempSync(join(tmpdir(), 'counterside-other-till-'))
  let other: Desk | null = null
  try {
    let { page, kill } = await launch()
    const confirm = async (what: string) => {
      confirmations.push(await readConfirmation(page, what))
    }
    const confirmAnd = async (what: string, words: string) => {
      await confirm(what)
      await album.take(page, words)
      await nextCustomer(page)
    }

    await test.step('the till is set up', async () => {
      album.chapter('Setting up')
      const seed = await store.seed()
      await album.take(
        page,
        'A till that is new, in Portuguese: where the account API is, and a one-time code',
      )
      await kill()
      speakEnglish(profile)
      ;({ page, kill } = await launch())
      await setUpTill(page, { accountApiUrl: store.url, code: seed.enrolmentCode })
      await album.take(page, 'Who is at work?')
      const code = seed.operators.find(({ name }) => name === ANA.name)?.firstPinCode ?? ''
      await setFirstPin(page, { ...ANA, code })
      await album.take(page, 'The counter, before the first customer')
    })

    await test.step('a registration while the store is online', async () => {
      album.chapter('Online')
      await fillRegistration(page, { birth: '03/05/1992', customer: MARIA, devices: ['K7M29QX4TB3D'] })
      await album.take(page, 'A registration with everything to confirm')
      await save(page)
      await confirmAnd('registration', 'Saved on this till, with its number')
    })

    await test.step('the second till', async () => {
      other = await openTill({
        launch: (options) => launchDesk({ profile: otherProfile, ...options }),
        profile: otherProfile,
        store,
      })
      await fillRegistration(other.page, {
        birth: '12.11.1985',
        customer: { givenName: 'Inês', familyName: 'Sá', email: 'ines@exemplo.pt' },
        devices: ['H4P8VN2WQ6RZ'],
      })
      await save(other.page)
      confirmations.push(await readConfirmation(other.page, 'registration at the second till'))
      await other.page.getByRole('button', { name: 'Next customer' }).click()
      await expectAllSent(other.page)
    })

    await test.step('the store goes offline', async () => {
      album.chapter('Offline')
      await store.stop()
      await proveAge(page, '21082009')
      await expect(page.getByText('Sale not possible today')).toBeVisible()
      await album.take(page, 'Not old enough: nothing typed is left')
      await nextCustomer(page)
    })
    void [go, unlock]
    await store.start()
    await expectAllSent(page)
    await expectAllSent(page)

    const { recorded, settled, duplicates, lost, ageRefused, cases } = await reconcile({
      store,
      confirmations,
    })
    const seconds = Math.round((systemClock.monotonicMs() - startedMs) / 1000)
    const screenshots = album.size()
    const figures = { recorded, settled, duplicates, lost, ageRefused, cases, seconds, screenshots }
    album.finish({ title: 'A morning at the counter', figures })
    expect(figures).toMatchObject({ settled: recorded, duplicates: 0, lost: 0 })
  } finally {
    await (other as Desk | null)?.close().catch(() => undefined)
    await store.dispose()
    rmSync(otherProfile, { recursive: true, force: true })
  }
})
