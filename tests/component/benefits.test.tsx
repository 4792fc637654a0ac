import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { Market } from '#shared/markets/market.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { proveAge } from './counter-steps.ts'
import { fakePorts, unlocked } from './fake-ports.ts'
import { look } from './picture.ts'

async function shown(market: Market) {
  await page.viewport(1366, 768)
  const screen = await render(<App ports={fakePorts({ state: unlocked(market) }).ports} />)
  await proveAge(screen)
  await expect.element(screen.getByText(/Pode comprar sem se registar/)).toBeVisible()
  return screen
}

const WITHOUT_LOYALTY = PRACTICE.consents.map((one) =>
  one.purpose === 'loyalty' ? { ...one, isOn: false } : one,
)

test('[R10] [R31] before they decide, the customer is shown what registering brings, with the statement of its risk, and that they can buy without', async () => {
  const screen = await shown(PRACTICE)
  const said = screen.getByRole('region', { name: 'Privacy notice' }).element()
  const benefits = [...said.querySelectorAll('li')].map((item) => item.textContent)
  const orderly = [
    /Apoio ao cliente/,
    /garantia voluntária.*morada.*ponto de recolha/,
    /sem ter de mostrar a prova/,
  ]
  expect(benefits).toEqual([
    ...orderly.map((words) => expect.stringMatching(words)),
    expect.stringMatching(/Registar antes de viajar/),
    expect.stringMatching(/Pontos.*descontos, combustível, acessórios/),
  ])
  await expect.element(screen.getByText(/não está isento de riscos/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Finish without registering' })).toBeVisible()
  expect(screen.getByLabelText('First name').query()).toBeNull()
  await look('benefits-1')
  await screen.getByLabelText('Language', { exact: true }).selectOptions('en')
  await expect.element(screen.getByText(/guarantee for your device without having to show/)).toBeVisible()
  await expect.element(screen.getByText('You can buy without registering.', { exact: false })).toBeVisible()
})

test('[R10] [R20] where the switch of loyalty is off, the benefits say no word of points', async () => {
  const screen = await shown({ ...PRACTICE, consents: WITHOUT_LOYALTY })
  await expect.element(screen.getByText(/garantia voluntária/)).toBeVisible()
  expect(document.body.textContent).not.toMatch(/pontos|fideliza/i)
})

test('[R10] [R31] where the switch of the benefits is off, neither they nor their statement is there', async () => {
  await shown({ ...PRACTICE, benefits: { ...PRACTICE.benefits, isOn: false } })
  expect(document.body.textContent).not.toMatch(/garantia voluntária|isento de riscos/)
})
