import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { type Page, expect } from '@playwright/test'

import {
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  scan,
  setFirstPin,
  setUpTill,
  speakEnglish,
  typeDevice,
  unlock,
} from '../harness/at-the-counter.ts'
import { test } from '../harness/desk-test.ts'
import { scanFolder } from '../harness/leak-scan/scan.ts'
import { contactsIn } from '../harness/open-ledger.ts'
import { openStore } from '../harness/store.ts'

const PIN = '428517'
const ANA = { name: 'Ana', pin: PIN }

const MARIA = {
  givenName: 'Maria Antónia',
  familyName: 'Conceição-Ávila',
  email: 'maria.avila@exemplo.pt',
  mobile: '912 345 678',
}
const JOAO = { givenName: 'João', familyName: 'Évora Brandão', email: 'jevora77@exemplo.pt' }
const MARIA_KIT = 'K7M29QX4TB3D'
const JOAO_DEVICES = ['H4P8VN2WQ6RZ', 'C9T3XB7KD5MW']

/** Whatever must not be readable on the till once it is saved. */
const SECRETS = [
  MARIA.givenName,
  MARIA.familyName,
  MARIA.email,
  '912345678',
  '912 345 678',
  JOAO.familyName,
  JOAO.email,
  '1992-05-03',
  '03/05/1992',
  '1971-12-30',
  '30.12.1971',
  '2009-08-21',
  '21082009',
  MARIA_KIT,
  ...JOAO_DEVICES,
]

/** Stored by the page in the open, so that the search for the secrets is known to find what is there. */
const CANARY = 'Canário Façanha'

function plantCanary(page: Page): Promise<void> {
  return page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('canary')
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('birds'))
        opening.addEventListener('error', () => reject(new Error('no canary')))
        opening.addEventListener('success', () => {
          const writing = opening.result.transaction('birds', 'readwrite', { durability: 'strict' })
          writing.objectStore('birds').put({ text }, 1)
          writing.addEventListener('complete', () => resolve())
        })
      }),
    CANARY,
  )
}

/** What the queue shows, a text a record, newest first. */
async function queueOf(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /^To send/ }).click()
  await expect(page.getByRole('cell').first()).toBeVisible()
  const rows = await page
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .all()
  return Promise.all(rows.map((row) => row.innerText()))
}

test('[I1] [I2] [I4] [I5] [I11] a day with an outage, a power cut and a lost database arrives whole, once and in order', async ({
  profile,
  launch,
}) => {
  test.setTimeout(180_000)
  const store = await openStore()
  try {
    const seed = await store.seed()
    speakEnglish(profile)
    const first = await launch()
    await setUpTill(first.page, { accountApiUrl: store.url, code: seed.enrolmentCode })
    const code = seed.operators.find((operator) => operator.name === 'Ana')?.firstPinCode ?? ''
    await setFirstPin(first.page, { ...ANA, code })

    await proveAge(first.page, '03/05/1992')
    await expect(first.page.getByText('Sale allowed')).toBeVisible()
    await fillCustomer(first.page, MARIA)
    await scan(first.page, MARIA_KIT)
    await expect(first.page.getByText('K7M2 9QX4 TB3D', { exact: true })).toBeVisible()
    await save(first.page)
    // A registration waits 20 s before it goes, so that a correction can go with it.
    await expect(first.page.getByText(/^Sent/)).toBeVisible({ timeout: 60_000 })

    await store.stop()
    await nextCustomer(first.page)
    await proveAge(first.page, '21082009')
    await expect(first.page.getByText('Sale not possible today')).toBeVisible()
    expect(await first.page.locator('body').innerText()).not.toContain('2009')
    await nextCustomer(first.page)

    await proveAge(first.page, '30-11-1980')
    await first.page.getByRole('button', { name: 'Finish without registering' }).click()
    await expect(first.page.getByText('Saved on this till')).toBeVisible()
    await nextCustomer(first.page)

    await proveAge(first.page, '30.12.1971')
    await fillCustomer(first.page, JOAO)
    for (const device of JOAO_DEVICES) await typeDevice(first.page, device)
    await save(first.page)
    await first.kill()

    const offline = await launch()
    await unlock(offline.page, ANA)
    // The refusal, two more checks, the sale, the registration, and the till's own word that it started.
    await expect(offline.page.getByText(/^Offline, 6 saved here, oldest \d\d:\d\d$/)).toBeVisible()
    const kept = await queueOf(offline.page)
    expect(kept.map((row) => row.split('\n')[0])).toEqual([
      'Message of the till',
      'Registration',
      'Age check',
      'Sale without registration',
      'Age check',
      'Age check',
      'Registration',
      'Age check',
      expect.any(String),
      expect.any(String),
    ])
    await offline.close()

    rmSync(join(profile, 'IndexedDB'), { recursive: true })
    const rebuilt = await launch()
    await unlock(rebuilt.page, ANA)
    await expect(rebuilt.page.getByText(/^Offline, 8 saved here, oldest \d\d:\d\d$/)).toBeVisible()
    // Two more of the till itself: that it started, and that its outbox had to be made anew.
    expect((await queueOf(rebuilt.page)).slice(2)).toEqual(kept)

    await store.start()
    await expect(rebuilt.page.getByText('Online, all sent')).toBeVisible({ timeout: 90_000 })
    await plantCanary(rebuilt.page)
    await rebuilt.close()

    const { chains, terminalId } = await store.onlyChain()
    expect(chains).toMatchObject([
      { epoch: 1, held: 12, contiguousSequence: 12, claimedSequence: 12, intact: true },
    ])
    await store.stop()
    await store.readLedger(async (ledger, safe) => {
      const checks = await ledger.selectFrom('ageChecks').selectAll().execute()
      expect(checks.map(({ outcome, reason }) => `${outcome} ${reason}`).sort()).toEqual([
        'allowed null',
        'allowed null',
        'allowed null',
        'refused under-age',
      ])
      expect(checks.every(({ operator, terminal }) => operator === 'a1' && terminal === terminalId)).toBe(
        true,
      )
      expect(await ledger.selectFrom('sales').select('operatorId').execute()).toEqual([{ operatorId: 'a1' }])
      // Their ids are the till's, and in the order of their minting.
      const accounts = await contactsIn(ledger, safe)
      expect(accounts).toMatchObject([
        {
          givenName: MARIA.givenName,
          familyName: MARIA.familyName,
          email: MARIA.email,
          mobilePhone: '+351912345678',
        },
        { givenName: JOAO.givenName, familyName: JOAO.familyName, email: JOAO.email, mobilePhone: null },
      ])
      const owned = await ledger.selectFrom('devices').select(['deviceId', 'accountId']).execute()
      expect(new Map(owned.map(({ deviceId, accountId }) => [deviceId, accountId]))).toEqual(
        new Map([
          [MARIA_KIT, accounts[0]?.accountId],
          ...JOAO_DEVICES.map((device) => [device, accounts[1]?.accountId] as const),
        ]),
      )
      const inbox = await ledger
        .selectFrom('inbox')
        .select(['sequence', 'outcome'])
        .orderBy('sequence')
        .execute()
      expect(inbox.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      expect(inbox.every(({ outcome }) => outcome?.kind === 'accepted')).toBe(true)
      expect(await ledger.selectFrom('cases').selectAll().execute()).toEqual([])
      expect(await ledger.selectFrom('mailRequests').selectAll().execute()).toHaveLength(2)
    })

    const report = scanFolder(profile, [...SECRETS, CANARY])
    expect(report.leaks.filter(({ text }) => text === CANARY)).not.toEqual([])
    expect(report.leaks.filter(({ text }) => text !== CANARY)).toEqual([])
    expect(report.files).toBeGreaterThan(20)
  } finally {
    await store.dispose()
  }
})
