import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render, type RenderResult } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { Recorded } from '#renderer/app/app-ports.ts'
import { KEPT_MS } from '#renderer/flows/counter/counter-session.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { fillCustomer, proveAge, refuseEverything, typeDevice } from './counter-steps.ts'
import { ANA, DEVICE, RUI, configurationOf, fakePorts, unlocked } from './fake-ports.ts'
import { QUICK_HANDS } from './hands.ts'

const LOCKED = {
  phase: 'locked' as const,
  accountApiUrl: 'https://accounts.example',
  configuration: configurationOf(PRACTICE),
  operators: [ANA, RUI],
  notices: [],
}
const UNKNOWN: Recorded = { kind: 'unknown' }

/** A desk whose five minutes are over when a test says so. */
async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const { after } = desk.ports.timer
  const ends = new Set<() => void>()
  const timer: typeof desk.ports.timer = {
    after: (delayMs, fire) => {
      if (delayMs !== KEPT_MS) return after(delayMs, fire)
      ends.add(fire)
      return () => {
        ends.delete(fire)
      }
    },
  }
  const ports = { ...desk.ports, timer }
  const screen = await render(<App ports={ports} />)
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
  const endFiveMinutes = () => {
    expect(ends.size).toBe(1)
    for (const fire of ends) fire()
  }
  return { ...desk, ports, screen, endFiveMinutes }
}

async function register(screen: RenderResult) {
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await QUICK_HANDS.press(screen.getByRole('button', { name: /^Save/ }))
  await expect.element(screen.getByText('M. C.')).toBeVisible()
}

async function sell(screen: RenderResult) {
  await proveAge(screen)
  await QUICK_HANDS.press(screen.getByRole('button', { name: 'Finish without registering' }))
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
}

test('[C15] five minutes end the kept form, but cut no correction off that is being typed', async () => {
  const { screen, saves, endFiveMinutes } = await open()
  await register(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByLabelText('E-mail', { exact: true }).fill('maria.c@exemplo.pt')
  endFiveMinutes()
  await expect.element(screen.getByLabelText('E-mail', { exact: true })).toHaveValue('maria.c@exemplo.pt')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  expect(saves.map(({ operation }) => operation.type)).toEqual(['age-check', 'registration', 'correction'])
  expect(document.body.textContent).not.toMatch(/M\. C\.|Maria/)
})

test('[I9] a correction that a lock overtakes says nothing untrue of the empty form after it', async () => {
  const { screen, state, ports, fake } = await open()
  await register(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByLabelText('E-mail', { exact: true }).fill('maria.c@exemplo.pt')
  let refuse = () => {}
  Object.assign(ports, {
    record: () =>
      new Promise<Recorded>((resolve) => {
        refuse = () => resolve({ kind: 'not-saved', reason: 'locked' })
      }),
  })
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('button', { name: /^Saving/ })).toBeVisible()
  state.set(LOCKED)
  await expect.element(screen.getByText('Who is at work?')).toBeVisible()
  expect(fake.sentNow).toBe(0)
  refuse()
  await expect.poll(() => fake.sentNow).toBe(1)
  state.set(unlocked())
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  expect(screen.getByText('Not saved').query()).toBeNull()
})

test('[I9] where nobody knows whether a correction or its taking back is on disk, no title says that it is not', async () => {
  const { screen, fake } = await open()
  await sell(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByRole('button', { name: 'Consumables' }).click()
  fake.nextSave = UNKNOWN
  await screen.getByRole('button', { name: 'Save correction' }).click()
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await screen.getByRole('button', { name: 'Save correction' }).click()
  await screen.getByRole('button', { name: 'Take back' }).click()
  await screen.getByText('Recorded twice').click()
  fake.nextSave = UNKNOWN
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await screen.getByRole('button', { name: 'Next customer' }).click()
  await register(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByLabelText('First name').fill('Mariana')
  fake.nextSave = UNKNOWN
  await screen.getByRole('button', { name: 'Save correction' }).click()
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  expect(screen.getByText('Not saved', { exact: true }).query()).toBeNull()
})

test('[R2] a sale made while its check was young is still corrected when the check has grown old', async () => {
  const { screen, fake, saves } = await open()
  await sell(screen)
  fake.nowMs += (PRACTICE.ageCheck.validMinutes + 1) * 60_000
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByRole('button', { name: 'Consumables' }).click()
  await screen.getByRole('button', { name: 'Save correction' }).click()
  await expect.element(screen.getByText('Correction')).toBeVisible()
  expect(saves.at(-1)?.operation.type).toBe('correction')
})

test('[DR11] closing asks while anything is typed: without a valid check, in a correction, of goods that came back', async () => {
  const { screen, closing, state } = await open()
  const asks = async () => {
    closing.asked()
    await expect.element(screen.getByText('What was typed for the customer is not saved')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(screen.getByText('Close the desk?')).not.toBeInTheDocument()
  }
  await proveAge(screen)
  await fillCustomer(screen)
  state.set(LOCKED)
  await expect.element(screen.getByText('Who is at work?')).toBeVisible()
  state.set(unlocked(PRACTICE, RUI))
  await screen.getByRole('button', { name: /^Go on with M. C./ }).click()
  await expect.element(screen.getByText(/Somebody else is at work now/)).toBeVisible()
  await asks()
  await screen.getByRole('button', { name: 'Clear …' }).click()
  await screen.getByRole('button', { name: 'Delete', exact: true }).click()
  await sell(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByRole('button', { name: 'Consumables' }).click()
  await asks()
  await screen.getByRole('button', { name: 'Leave it as it was' }).click()
  await screen.getByRole('button', { name: 'Next customer' }).click()
  await screen.getByRole('button', { name: 'Return', exact: true }).click()
  await screen.getByLabelText('Code of what came back').fill(DEVICE)
  await asks()
})

test('[R4] closing says that a refusal is not saved yet, and the page of the day does not let the till go', async () => {
  const { screen, closing, fake } = await open()
  fake.nextSave = { kind: 'not-saved', reason: 'disk-full' }
  await screen.getByRole('button', { name: 'Sale not possible …' }).click()
  await screen.getByRole('button', { name: 'No document' }).click()
  await expect.element(screen.getByRole('button', { name: 'Save the refusal' })).toHaveFocus()
  closing.asked()
  await expect.element(screen.getByText('A refusal is not saved yet')).toBeVisible()
  await page.screenshot({ path: '../../out/screens/closing-refusal.png' })
  await screen.getByRole('button', { name: 'Stay' }).click()
  await screen.getByRole('button', { name: 'Day' }).click()
  await expect.element(screen.getByText('A customer is open at the counter')).toBeVisible()
  await screen.getByRole('button', { name: 'Register', exact: true }).click()
  await screen.getByRole('button', { name: 'Save the refusal' }).click()
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByLabelText('Document')).toHaveFocus()
})

test('used ones that are recorded leave the goods that are still to be recorded as they were', async () => {
  const { screen, saves } = await open()
  await screen.getByRole('button', { name: 'Return', exact: true }).click()
  await screen.getByLabelText('Code of what came back').fill(DEVICE)
  await userEvent.keyboard('{Enter}')
  await screen.getByText('Batteries', { exact: true }).click()
  await screen.getByRole('button', { name: 'Record what was handed in' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  await screen.getByRole('button', { name: 'Next return' }).click()
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves.map(({ operation }) => operation.type)).toEqual(['take-back', 'return'])
  expect(saves[0]?.aggregateId).not.toBe(saves[1]?.aggregateId)
  await screen.getByRole('button', { name: 'Next return' }).click()
  expect(screen.getByText('K7M2 9QX4 TB3D').query()).toBeNull()
  await expect.element(screen.getByRole('button', { name: 'Nothing has come back yet' })).toBeDisabled()
})

test('[R7] a name that is one long word widens nothing', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await screen.getByLabelText('Last name').fill('Wolfeschlegelsteinhausenbergerdorff'.repeat(2))
  const lines = document.querySelector('.confirm-lines')
  const card = lines?.closest('.card')
  if (lines == null || card == null) throw new Error('no summary')
  await expect.poll(() => lines.textContent).toContain('Wolfe')
  expect(lines.scrollWidth).toBeLessThanOrEqual(lines.clientWidth)
  expect(lines.getBoundingClientRect().right).toBeLessThanOrEqual(card.getBoundingClientRect().right)
})

test('[R7] beside customers on hold, a saved record with all that was done to it is covered by nothing', async () => {
  const { screen, fake } = await open()
  await proveAge(screen, '30/11/1980')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  await userEvent.keyboard('{Control>}h{/Control}')
  await register(screen)
  for (const name of ['Mariana', 'Marina']) {
    await screen.getByRole('button', { name: 'Correct', exact: true }).click()
    await screen.getByLabelText('First name').fill(name)
    await screen.getByRole('button', { name: 'Save correction' }).click()
    await expect.element(screen.getByText('Correction').first()).toBeVisible()
  }
  fake.printAnswer = { kind: 'failed', failure: 'printer-paused' }
  await screen.getByRole('button', { name: /^Print the confirmation/ }).click()
  await expect.element(screen.getByText('Not printed')).toBeVisible()
  await page.screenshot({ path: '../../out/screens/done-with-everything.png' })
  const bar = document.querySelector('.hold-bar')?.getBoundingClientRect()
  const card = document.querySelector('.counter-end > .card')?.getBoundingClientRect()
  const word = screen.getByText('Not printed').element().getBoundingClientRect()
  if (bar === undefined || card === undefined) throw new Error('not there')
  expect(bar.bottom).toBeLessThanOrEqual(card.top)
  expect(word.bottom).toBeLessThan(card.bottom)
})
