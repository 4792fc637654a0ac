import { type Page, expect } from '@playwright/test'

import {
  type CustomerInput,
  expectAllSent,
  fillCustomer,
  nextCustomer,
  proveAge,
  save,
  scan,
  typeDevice,
} from './at-the-counter.ts'

const BORN = '03/05/1992'

/** Registers a customer with one device, waits until it is sent, and goes on to the next customer. */
export async function registerCustomer(page: Page, who: CustomerInput, device: string): Promise<void> {
  await proveAge(page, BORN)
  await fillCustomer(page, who)
  await typeDevice(page, device)
  await save(page)
  await expectAllSent(page)
  await nextCustomer(page)
}

/** What a customer who is at the desk says and shows, without asking for the answer. */
export async function fillLookUp(
  page: Page,
  who: Pick<CustomerInput, 'givenName' | 'familyName'>,
  shown: { device: string; born?: string },
): Promise<void> {
  await page.getByText('Look up the account').click()
  await scan(page, shown.device)
  await page.getByLabel('Document shown').selectOption('citizen-card')
  await page.getByLabel('First name').fill(who.givenName)
  await page.getByLabel('Last name').fill(who.familyName)
  await page.getByLabel('Date of birth').fill(shown.born ?? BORN)
}

/** Finds the account of a customer of this desk by their own device and document. */
export async function findAccount(page: Page, who: CustomerInput, device: string): Promise<void> {
  await fillLookUp(page, who, { device })
  await page.keyboard.press('Enter')
  await expect(page.getByText('Match: the account is open')).toBeVisible()
}
