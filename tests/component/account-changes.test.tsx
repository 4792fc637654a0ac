import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'

import { ACCOUNT, HERE, VIEW, find, openAccounts } from './account-steps.tsx'
import { rowOf } from './fake-ports.ts'
import { look } from './picture.ts'
import { lockMeanwhile } from './service-steps.ts'

test('[R9] [R14] a link is sent again by the store, which neither sees nor sets a password', async () => {
  const desk = await openAccounts()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Send a link by e-mail').click()
  await screen.getByText('New password', { exact: true }).click()
  await screen.getByRole('button', { name: HERE }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  await screen.getByRole('button', { name: 'Something else for this customer' }).click()
  await screen.getByText('Send a link by e-mail').click()
  await screen.getByText('Activation, once more').click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves.map(({ operation }) => operation)).toEqual([
    { type: 'link-request', payload: { link: 'password', registration: null } },
    { type: 'link-request', payload: { link: 'activation', registration: null } },
  ])
  expect(saves[0]?.operationId).not.toBe(saves[1]?.operationId)
})

test('[R14] other contact details are read by the customer, who confirms them by a link', async () => {
  const desk = await openAccounts()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Change contact details').click()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByLabelText('New e-mail').fill('maria@')
  await screen.getByLabelText('New mobile phone').fill('912 345 678')
  await expect.element(screen.getByText(/not a whole e-mail address/)).toBeVisible()
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('New e-mail').fill('Maria.Nova@exemplo.pt')
  // What is written anew has to be read anew.
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Language of the account').selectOptions('English')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await look('account-6-contact')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/nova@|912/i)
  const fields = { email: 'maria.nova@exemplo.pt', mobilePhone: '+351912345678', language: 'en' }
  const payload = { fields, isReadByCustomer: true, registration: null }
  expect(saves).toMatchObject([{ aggregateId: ACCOUNT, operation: { type: 'contact-change', payload } }])
})

test('[R14] another postal address is written in any script and waits for the customer’s word', async () => {
  const desk = await openAccounts()
  const { screen, saves } = desk
  await find(desk, { ...VIEW, isEmailConfirmed: false })
  await screen.getByText('Change contact details').click()
  await expect.element(screen.getByText(/goes out only after the customer has confirmed it/)).toBeVisible()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByLabelText('Postal address').selectOptions('Another one')
  await screen.getByLabelText('Street and number').fill('東京都港区 4111 1111 1111 1111')
  await expect.element(screen.getByText(/number of a payment card/)).toBeVisible()
  await screen.getByLabelText('Postal code').fill('105-0011')
  await screen.getByLabelText('Place').fill('港区')
  await screen.getByLabelText('Country of the address').selectOptions('Japan')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Street and number').fill('芝公園4丁目2-8')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await look('account-12-address')
  await userEvent.keyboard('{Escape}{Enter}')
  await expect.element(screen.getByLabelText('Street and number')).toHaveValue('芝公園4丁目2-8')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(document.body.textContent).not.toContain('港区')
  const postalAddress = {
    lines: ['芝公園4丁目2-8'],
    postalCode: '105-0011',
    locality: '港区',
    country: 'JP',
  }
  expect(saves.map(({ operation }) => operation.payload)).toMatchObject([{ fields: { postalAddress } }])
})

test('[R15] a mobile phone and a postal address are taken out of the account; what was typed of a customer goes with their account', async () => {
  const desk = await openAccounts()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Change contact details').click()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByRole('button', { name: 'No mobile phone any more' }).click()
  await screen.getByLabelText('Postal address').selectOptions('None any more')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[0]?.operation.payload).toMatchObject({ fields: { mobilePhone: null, postalAddress: null } })
  await screen.getByRole('button', { name: 'Something else for this customer' }).click()
  await screen.getByText('Change contact details').click()
  await screen.getByLabelText('New e-mail').fill('outra@exemplo.pt')
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
  await expect.element(screen.getByLabelText('New e-mail')).toHaveValue('')
})

test('[R14] what a customer of this till wants to be reached by outlasts a lock, and is not the next customer\u2019s', async () => {
  const desk = await openAccounts()
  const { screen, rows } = desk
  rows.set([rowOf(1204), rowOf(1205)])
  await screen.getByText('Registered at this till').click()
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await screen.getByText('Change contact details').click()
  await screen.getByLabelText('New e-mail').fill('nova@exemplo.pt')
  await lockMeanwhile(desk)
  await expect.element(screen.getByLabelText('New e-mail')).toHaveValue('nova@exemplo.pt')
  await expect
    .element(screen.getByRole('button', { name: /is here and asks/ }))
    .toHaveAttribute('aria-pressed', 'false')
  await screen.getByRole('button', { name: /^Registration · no\. 1205/ }).click()
  await expect.element(screen.getByLabelText('New e-mail')).toHaveValue('')
})
