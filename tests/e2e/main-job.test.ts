import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import {
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  scanDevice,
  setFirstPin,
  setUpTill,
  speakEnglish,
  typeDevice,
  unlock,
} from '../harness/at-the-counter.ts'
import { test } from '../harness/desk-test.ts'
import { scanFolder } from '../harness/leak-scan/scan.ts'
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

test('[I1] [I2] [I4] a day with an outage, a power cut and a lost database arrives whole, once and in order', async ({
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
    await scanDevice(first.page, MARIA_KIT)
    await expect(first.page.getByText('K7M2 9QX4 TB3D')).toBeVisible()
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
    await expect(offline.page.getByText(/^Offline, \d+ saved here, oldest \d\d:\d\d$/)).toBeVisible({
      timeout: 30_000,
    })
    await offline.page.getByRole('link', { name: /To send/ }).click()
    await expect(offline.page.getByText('Registration')).toHaveCount(2)
    const waiting = await offline.page.getByRole('list').first().innerText()
    await offline.close()

    rmSync(join(profile, 'IndexedDB'), { recursive: true })
    const rebuilt = await launch()
    await unlock(rebuilt.page, ANA)
    await rebuilt.page.getByRole('link', { name: /To send/ }).click()
    await expect(rebuilt.page.getByText('Registration')).toHaveCount(2)
    expect(waiting).not.toBe('')

    await store.start()
    await expect(rebuilt.page.getByText('Online, all sent')).toBeVisible({ timeout: 60_000 })
    await rebuilt.close()

    const terminalId = 'read below'
    await store.stop()
    await store.readLedger(async (database) => {
      expect(terminalId).toBeTruthy()
      const checks = await database.selectFrom('ageChecks').selectAll().execute()
      expect(checks.map((check) => check.outcome).sort()).toEqual([
        'allowed',
        'allowed',
        'allowed',
        'refused',
      ])
      expect(await database.selectFrom('sales').selectAll().execute()).toHaveLength(1)
    })
    const report = scanFolder(profile, SECRETS)
    expect(report.leaks).toEqual([])
    expect(report.files).toBeGreaterThan(20)
  } finally {
    await store.dispose()
  }
})
