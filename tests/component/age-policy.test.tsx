import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import type { Market } from '#shared/markets/market.ts'
import { PT } from '#shared/markets/pt.ts'

import { proveAge } from './counter-steps.ts'
import { fakePorts, unlocked } from './fake-ports.ts'

/** A market where who is plainly above 25 need show nothing. */
const CHALLENGE: Market = { ...PT, ageCheck: { ...PT.ageCheck, clearlyOverYears: 25 } }

async function open(market: Market, settings: Partial<Settings> = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(market), settings })
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  return { ...desk, screen }
}

const clearlyOver = { name: /^Clearly over 25/ }

test('[R2] clearly over is one key where the market allows it, and says no age', async () => {
  const { screen, saves } = await open(CHALLENGE)
  await expect.element(screen.getByRole('button', clearlyOver)).toBeVisible()
  await userEvent.keyboard('c')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(saves.map((save) => save.operation.payload)).toEqual([
    expect.objectContaining({ outcome: 'allowed', method: 'clearly-over', documentKind: null }),
  ])
  expect(document.body.textContent).not.toMatch(/\b25\b/)
})

test('[R2] the key types where a field has the focus, and does nothing where single keys are off', async () => {
  const { screen, saves } = await open(CHALLENGE, { singleKeyShortcuts: false })
  await userEvent.keyboard('c')
  const field = screen.getByLabelText('Date of birth')
  await field.fill('c')
  await expect.element(field).toHaveValue('c')
  expect(saves).toEqual([])
})

test('[R2] Portugal has no clearly over', async () => {
  const { screen, saves } = await open(PT)
  expect(screen.getByRole('button', { name: /^Clearly over/ }).query()).toBeNull()
  await userEvent.keyboard('c')
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  expect(saves).toEqual([])
})

test('[R2] a date that was typed counts, also where the customer seems clearly over', async () => {
  const { screen, saves } = await open(CHALLENGE)
  await screen.getByLabelText('Date of birth').fill('31/04/1990')
  await screen.getByRole('button', clearlyOver).click()
  await expect.element(screen.getByText(/not in the calendar/)).toBeVisible()
  expect(saves).toEqual([])
  await screen.getByLabelText('Date of birth').fill('23/11/2008')
  await screen.getByRole('button', clearlyOver).click()
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
})

test('[R2] [R4] whoever was refused is not clearly over in the same visit', async () => {
  const { screen } = await open(CHALLENGE)
  await proveAge(screen, '23/11/2008')
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
  await screen.getByRole('button', { name: /^Typed wrong, check again/ }).click()
  await expect.element(screen.getByText(/^The same person, checked again/)).toBeVisible()
  expect(screen.getByRole('button', clearlyOver).query()).toBeNull()
})

test('[R5] after the decision the screen shows no age and no date of birth', async () => {
  const { screen } = await open(PT)
  await proveAge(screen, '22/11/2008')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/2008|22\/11|\b18\b/)
  expect(document.querySelector('input[value*="2008"]')).toBeNull()
})

test('[R2] [R5] a document on a telephone is shown live, which is said, and recorded as what it is', async () => {
  const { screen, saves } = await open(PT)
  await screen.getByLabelText('Document').selectOptions('mobile-id')
  await expect.element(screen.getByText(/^Shown live/)).toBeVisible()
  await screen.getByRole('radiogroup', { name: 'Photo matches the person' }).getByText('Yes').click()
  await screen.getByRole('radiogroup', { name: 'Document is valid' }).getByText('Yes').click()
  await screen.getByLabelText('Date of birth').fill('03/05/1992')
  await screen.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(saves.map(({ operation }) => operation.payload)).toEqual([
    expect.objectContaining({ method: 'shown', documentKind: 'mobile-id' }),
  ])
})

test('[R2] a check carries a sale for as long as the market says, and no minute longer', async () => {
  const { screen, saves, fake } = await open({ ...PT, ageCheck: { ...PT.ageCheck, validMinutes: 7 } })
  await proveAge(screen)
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  fake.nowMs += 7 * 60_000 + 1
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await expect.element(screen.getByText(/^The age check is too old now/)).toBeVisible()
  expect(saves).toHaveLength(1)
  await proveAge(screen)
  fake.nowMs += 7 * 60_000
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves.map(({ operation }) => operation.type)).toEqual(['age-check', 'age-check', 'sale'])
})
