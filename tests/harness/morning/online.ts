import { expect } from '@playwright/test'

import { fillCustomer, nextCustomer, proveAge, save, scan } from '../at-the-counter.ts'
import { readAmendment, readConfirmation } from '../confirmations.ts'
import { type Morning, confirm, fillRegistration, go, register, sellOnly } from './morning.ts'

/** What the first customer gives away later. */
export const GIVEN_AWAY = 'K7M29QX4TB3D'
/** What the customer of the return brings back later. */
export const BROUGHT_BACK = 'P7R2T9V4X6Z8'

/** A refusal, a slip of the finger, a correction, a customer on hold, a return: with the store online. */
export async function servedOnline(morning: Morning): Promise<void> {
  const { album, confirmations } = morning
  const { page } = morning.desk
  album.chapter('Online')
  await fillRegistration(page, {
    birth: '03/05/1992',
    customer: {
      givenName: 'Maria',
      familyName: 'Conceição',
      email: 'maria@exemplo.pt',
      mobile: '912 345 678',
    },
    devices: [GIVEN_AWAY],
  })
  await album.take(page, 'A registration with everything to confirm')
  await save(page)
  await confirm(morning, 'registration', 'Saved on this till, with its number')

  await proveAge(page, '30-11-1980')
  await album.take(page, 'Sale allowed, without age or date; whoever does not register pays and goes')
  await page.getByRole('button', { name: 'Finish without registering' }).click()
  confirmations.push(await readConfirmation(page, 'sale'))
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('The customer changed their mind').click()
  await album.take(page, 'The customer changed their mind: the sale is taken back, with a reason')
  await page.getByRole('button', { name: /^Take back/ }).click()
  await expect(page.getByText('Record taken back', { exact: true })).toBeVisible()
  confirmations.push(await readAmendment(page, 'void'))
  await album.take(page, 'Taken back: both stay on record')
  await nextCustomer(page)

  await sellOnly(morning, '30-11-1981', 'A sale without registration: the age proof alone is recorded')

  await proveAge(page, '21/08/2010')
  await expect(page.getByText('Saved on this till').or(page.getByText('Sent', { exact: true }))).toBeVisible()
  await confirm(morning, 'refusal', 'Not old enough: neutral words, and nothing typed is left')

  await proveAge(page, '15/06/2019')
  await expect(page.getByText('Sale not possible today')).toBeVisible()
  confirmations.push(await readConfirmation(page, 'refusal that was typed wrong'))
  await page.keyboard.press('Escape')
  await proveAge(page, '15/06/1991')
  await fillCustomer(page, { givenName: 'Rui', familyName: 'Tavares', email: 'rui@exempl.pt' })
  await scan(page, BROUGHT_BACK)
  await save(page)
  confirmations.push(await readConfirmation(page, 'registration'))
  await page.getByRole('button', { name: 'Correct', exact: true }).click()
  await page.getByLabel('E-mail', { exact: true }).fill('rui@exemplo.pt')
  await album.take(page, 'The e-mail was typed wrong: corrected while the form is in memory')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Correction', { exact: true })).toBeVisible()
  confirmations.push(await readAmendment(page, 'correction'))
  await album.take(page, 'A correction is a record of its own, and travels with what it corrects')
  const [number = ''] = /\d+/.exec(await page.locator('.done-number').innerText()) ?? []
  await nextCustomer(page)

  await proveAge(page, '09/09/1979')
  await fillCustomer(page, { givenName: 'Teresa', familyName: 'Lobo', email: 'teresa@exemplo.pt' })
  await page.keyboard.press('Control+h')
  const teresa = page.getByRole('button', { name: /^Go on with T. L./ })
  await expect(teresa).toBeVisible()
  await album.take(page, 'A customer on hold while the next one is served')
  await sellOnly(morning, '01/02/1968')
  await teresa.click()
  await scan(page, 'W2E4R5T6Y7U8')
  await save(page)
  await confirm(morning, 'registration')

  await go(page, /^Return/)
  await page.getByLabel('Code of what came back').fill(BROUGHT_BACK)
  await page.keyboard.press('Enter')
  await page.getByLabel('Number of the record').fill(number)
  await page.getByRole('button', { name: /^Registration · no\./ }).click()
  await album.take(page, 'A return, and the record that it came from')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Next return' })).toBeVisible()
  confirmations.push(await readConfirmation(page, 'return'))
  await album.take(page, 'The return is saved')
  await page.getByRole('button', { name: 'Next return' }).click()
  await go(page, /^Register/)

  await register(morning, {
    birth: '28/02/1999',
    customer: { givenName: 'Ana Sofia', familyName: 'Ramos', email: 'ramos@exemplo.pt' },
    devices: [BROUGHT_BACK],
  })
}
