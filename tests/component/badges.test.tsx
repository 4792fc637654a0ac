import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PRACTICE } from '#shared/markets/practice.ts'

import { scan } from './counter-steps.ts'
import { fakePorts, unlocked } from './fake-ports.ts'
import { picture } from './picture.ts'

const BADGE = 'CSB7K3QM9TXRW2HB4D5CF'

async function locked() {
  await page.viewport(1366, 768)
  const state = unlocked(PRACTICE)
  if (state.phase !== 'unlocked') throw new Error(state.phase)
  const { operator: _, ...rest } = state
  const desk = fakePorts({ state: { ...rest, phase: 'locked', accountApiUrl: 'https://api.example' } })
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  return { ...desk, screen }
}

test.each([
  ['', BADGE],
  [', also from a scanner that says which kind of code it read', `]C0${BADGE}`],
])('[W9] a badge unlocks its operator on the lock screen, and is nowhere on it%s', async (_, scanned) => {
  const { screen, calls } = await locked()
  await scan(scanned)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  expect(calls.filter(({ name }) => name === 'badge.unlock').map(({ request }) => request)).toEqual([
    { code: BADGE },
  ])
  expect(document.documentElement.outerHTML).not.toContain(BADGE.slice(3))
})

test('[W9] also while a PIN is being typed, and nothing of it stays in the field', async () => {
  const { screen, fake } = await locked()
  fake.badgeUnlock = { kind: 'unknown-badge' }
  await screen.getByRole('button', { name: /Ana Ribeiro/ }).click()
  await screen.getByLabelText('PIN', { exact: true }).fill('48')
  await scan(BADGE)
  await expect.element(screen.getByText(/^It does not open this till/)).toBeVisible()
  await expect.element(screen.getByLabelText('PIN', { exact: true })).toHaveValue('48')
  await picture('badge-unknown')
})

test('[W7] a badge that is scanned at work is said, and changes nobody', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  await scan(BADGE)
  await expect.element(screen.getByText('A badge was read.')).toBeVisible()
  expect(desk.calls.filter(({ name }) => name === 'badge.unlock')).toEqual([])
})

test('[V23] whoever is at work makes a badge with their PIN, and ends it', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: 'Settings', exact: true }).click()
  await screen.getByRole('button', { name: 'Make a badge' }).click()
  await picture('badge-pin')
  await screen.getByLabelText('Your PIN').fill('482915')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/^The badge is printed/)).toBeVisible()
  await expect.element(screen.getByText('You have a badge for this till.')).toBeVisible()
  await screen.getByRole('button', { name: 'End my badge' }).click()
  await expect.element(screen.getByText('The badge opens nothing any more.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Make a badge' })).toBeVisible()
})
