import { expect } from '@playwright/test'

import { fillCustomer, proveAge, save, scan, unlock } from '../at-the-counter.ts'
import { readConfirmation } from '../confirmations.ts'
import { ANA } from '../open-till.ts'
import { GIVEN_AWAY } from './online.ts'
import { type Morning, confirm, fillRegistration, go, register, sellOnly } from './morning.ts'

/** Somebody who registered earlier is back: another answer, and a device given away. */
async function servedAgain(morning: Morning): Promise<void> {
  const { album, confirmations } = morning
  const { page } = morning.desk
  const earlier = confirmations.find(({ what }) => what === 'registration')
  await go(page, /^Service/)
  await page.getByLabel('Number of the record').fill(String(earlier?.number))
  await page.getByRole('button', { name: /^Registration · no\./ }).click()
  await page.getByText('Change their choices').click()
  const [news] = await page.getByRole('radiogroup', { name: /^Quero/ }).all()
  await news?.getByText('Yes', { exact: true }).click()
  await page.getByRole('button', { name: /is here and asks for it/ }).click()
  await album.take(page, 'Somebody is back and answers one question otherwise')
  await page.keyboard.press('Control+Enter')
  confirmations.push(await readConfirmation(page, 'change of consent'))
  await page.getByRole('button', { name: 'Something else for this customer' }).click()
  await page.getByText('Let a device go').click()
  await scan(page, GIVEN_AWAY)
  await expect(page.getByText('K7M2 9QX4 TB3D', { exact: true })).toBeVisible()
  await page.getByText('Given away').click()
  await album.take(page, 'The same customer gave a device away, and lets it go')
  await page.keyboard.press('Control+Enter')
  confirmations.push(await readConfirmation(page, 'device let go'))
  await album.take(page, 'Offline as well: it leaves the account when the store is online')
  await page.getByRole('button', { name: 'Next customer' }).click()
  await go(page, /^Register/)
}

/** The network goes; customers do not. In the middle of it somebody pulls the plug. */
export async function servedOffline(morning: Morning): Promise<void> {
  const { album, store } = morning
  album.chapter('The store goes offline')
  await store.stop()
  const { page } = morning.desk
  await register(morning, {
    birth: '17/01/1988',
    customer: { givenName: 'Inês', familyName: 'Sá', email: 'ines@exemplo.pt' },
    devices: ['C9T3XB7KD5MW'],
    words: 'Offline: saved on this till all the same',
  })
  await register(morning, {
    birth: '23/12/1975',
    customer: { givenName: 'João', familyName: 'Évora', email: 'joao@exemplo.pt' },
    devices: ['H4P8VN2WQ6RZ', 'N5P6Q7R8S9T2'],
  })
  await page.getByRole('button', { name: 'Sale not possible …' }).click()
  await album.take(page, 'Why a sale is not possible, without anything about the person')
  await page.getByRole('button', { name: /No document/ }).click()
  await confirm(morning, 'refusal')
  await sellOnly(morning, '11/11/1960')
  await servedAgain(morning)

  await proveAge(page, '30.12.1971')
  await fillCustomer(page, { givenName: 'Luís', familyName: 'Prata', email: 'luis@exemplo.pt' })
  await scan(page, 'D4F5G6H7J8K9')
  await save(page)
  morning.confirmations.push(await readConfirmation(page, 'registration, a moment before the power cut'))
  await morning.desk.kill()

  album.chapter('After a power cut')
  morning.desk = await morning.launch()
  await album.take(morning.desk.page, 'Locked and offline: it says what waits here')
  await unlock(morning.desk.page, ANA)
  await expect(morning.desk.page.getByText(/^Offline, \d+ saved here, oldest \d\d:\d\d$/)).toBeVisible()
  await morning.desk.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })
  await expect(morning.desk.page.getByRole('heading', { name: 'Close the desk?' })).toBeVisible()
  await album.take(morning.desk.page, 'Somebody presses the cross: what waits, and that nothing is lost')
  await morning.desk.page.getByRole('button', { name: 'Stay' }).click()
  await go(morning.desk.page, /^To send/)
  await expect(morning.desk.page.getByRole('cell').first()).toBeVisible()
  await album.take(morning.desk.page, 'To send: everything is there')
  await go(morning.desk.page, /^Day$/)
  await expect(
    morning.desk.page.getByRole('heading', { name: 'Not everything is confirmed yet' }),
  ).toBeVisible()
  await album.take(morning.desk.page, 'The till may not be left: exactly what is missing')
  await go(morning.desk.page, /^Register/)
  await fillRegistration(morning.desk.page, {
    birth: '04/04/1984',
    customer: { givenName: 'Carla', familyName: 'Nunes', email: 'carla@exemplo.pt' },
    devices: ['S3T4V5W6X7Y8'],
  })
  await save(morning.desk.page)
  await confirm(morning, 'registration')
}
