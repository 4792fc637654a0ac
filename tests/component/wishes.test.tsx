import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'

import { scan } from './counter-steps.ts'
import { DEVICE, fakePorts, rowOf } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'

const LIST = { name: /^Let a device go/ }

async function open(given: Parameters<typeof fakePorts>[0] = {}, { press } = QUICK_HANDS) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  desk.rows.set([rowOf(1204)])
  const screen = await render(<App ports={desk.ports} />)
  const place = given.settings?.language === 'pt-PT' ? 'Apoio' : 'Service'
  await press(screen.getByRole('button', { name: place, exact: true }))
  return { ...desk, screen }
}

test('a wish that is chosen has the room, its first open item the focus, and Esc goes back and loses nothing', async () => {
  const { screen } = await open({}, REAL_HANDS)
  await look('wishes-1-list')
  await screen.getByRole('button', LIST).click()
  await expect.element(screen.getByLabelText('Device code')).toHaveFocus()
  expect(screen.getByText('Add a device').query()).toBeNull()
  await userEvent.keyboard('k7m2')
  await look('wishes-2-chosen')
  // In a field it takes a character away.
  await userEvent.keyboard('{Backspace}')
  await expect.element(screen.getByLabelText('Device code')).toHaveValue('k7m')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('button', LIST)).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{Enter}')
  await expect.element(screen.getByLabelText('Device code')).toHaveValue('k7m')
  await screen.getByLabelText('Device code').clear()
  await scan(DEVICE)
  await screen.getByRole('button', { name: 'Something else', exact: true }).click()
  await expect.element(screen.getByRole('button', LIST)).toHaveFocus()
  // The device is there: what is still open is why it goes.
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('radio', { name: 'Sold on' })).toHaveFocus()
  await userEvent.keyboard('{Backspace}')
  await expect.element(screen.getByRole('button', LIST)).toHaveFocus()
})

test('a number chooses its wish outside of fields; the removal of an account has none', async () => {
  const { screen } = await open()
  expect(screen.getByRole('button', { name: /^Remove the account/ }).element().textContent).not.toMatch(/\d/)
  await screen.getByLabelText('Number of the record').fill('12')
  await userEvent.keyboard('04')
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await userEvent.keyboard('5')
  await expect.element(screen.getByText('Why does it go?')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await userEvent.keyboard('1')
  await expect.element(screen.getByRole('heading', { name: /^Guarantee/ })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('button', { name: /^A device does not work/ })).toHaveFocus()
})

test('where single keys are switched off a number chooses nothing and none is shown', async () => {
  const { screen } = await open({ settings: { singleKeyShortcuts: false } })
  await expect.element(screen.getByRole('button', LIST)).toBeVisible()
  expect(screen.getByRole('button', LIST).element().textContent).not.toMatch(/\d/)
  await userEvent.keyboard('5')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('button', LIST)).toBeVisible()
})

test('[R22] help while travelling opens with the device registered elsewhere, and leaves no answer behind', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: /^Help while travelling/ }).click()
  const elsewhere = screen.getByRole('radio', { name: 'Another country' })
  await expect.element(elsewhere).toBeChecked()
  await expect.element(screen.getByLabelText('Code of the faulty device')).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await screen.getByRole('button', { name: /^A device does not work/ }).click()
  await expect.element(elsewhere).not.toBeChecked()
})

test('after a saved wish the focus is where the next one begins', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await screen.getByRole('button', { name: /^Send a link by e-mail/ }).click()
  await expect.element(screen.getByRole('radio', { name: 'Activation, once more' })).toHaveFocus()
  await userEvent.keyboard(' ')
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByLabelText('Number of the record')).toHaveFocus()
})

test('another wish of the same customer begins at the list: a number chooses it at once', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await screen.getByRole('button', { name: /^Send a link by e-mail/ }).click()
  await screen.getByText('New password').click()
  await screen.getByRole('button', { name: /is here and asks for it/ }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await screen.getByRole('button', { name: 'Something else for this customer' }).click()
  await expect.element(screen.getByRole('button', { name: /^A device does not work/ })).toHaveFocus()
  await userEvent.keyboard('5')
  await expect.element(screen.getByText('Why does it go?')).toBeVisible()
})

test('in Portuguese and dark, a newcomer finds the wish', async () => {
  const { screen } = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  await look('pt-wishes-1-list-dark')
  await screen.getByRole('button', { name: /^Mudar os contactos/ }).click()
  await expect.element(screen.getByLabelText('Novo e-mail')).toHaveFocus()
  await look('pt-wishes-2-contact-dark')
})
