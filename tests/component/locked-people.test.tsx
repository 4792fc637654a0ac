import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { ReleaseResult } from '#shared/ipc/desk-methods.ts'
import type { DeskState } from '#shared/ipc/desk-state.ts'
import { PT } from '#shared/markets/pt.ts'

import { ANA, RUI, configurationOf, fakePorts, unlocked } from './fake-ports.ts'

const LOCKED_ANA = { ...ANA, isLockedOut: true }

function stateWith(operator: typeof ANA, operators: (typeof ANA)[]): DeskState {
  const state = unlocked(PT, operator)
  return state.phase === 'not-enrolled' ? state : { ...state, operators }
}

async function openSettings(state: DeskState) {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state })
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: 'Settings' }).click()
  await expect.element(screen.getByRole('heading', { name: 'About this till' })).toBeVisible()
  return { ...desk, screen }
}

test('[C12] [D14] a manager unlocks who is locked out, in Settings', async () => {
  const { screen, calls, state } = await openSettings(stateWith(RUI, [LOCKED_ANA, RUI]))
  await screen.getByRole('button', { name: 'Unlock Ana Ribeiro' }).click()
  await expect.element(screen.getByText('Ana Ribeiro can unlock again')).toBeVisible()
  expect(calls.find(({ name }) => name === 'operator.release')?.request).toEqual({ operatorId: 'ana' })
  state.set(stateWith(RUI, [ANA, RUI]))
  await expect.element(screen.getByRole('button', { name: 'Unlock Ana Ribeiro' })).not.toBeInTheDocument()
  await expect.element(screen.getByText('Ana Ribeiro can unlock again')).toBeVisible()
})

test('[D14] an assistant sees no such place, nor does a manager when nobody is locked out', async () => {
  const { screen, state } = await openSettings(stateWith(ANA, [{ ...RUI, isLockedOut: true }, ANA]))
  await expect.element(screen.getByText('Locked people')).not.toBeInTheDocument()
  state.set(stateWith(RUI, [ANA, RUI]))
  await expect.element(screen.getByText('Locked people')).not.toBeInTheDocument()
  // A locked-out manager who is still at the desk is told, and gets no button.
  state.set(stateWith(RUI, [ANA, { ...RUI, isLockedOut: true }]))
  await expect.element(screen.getByText(/Another manager unlocks you/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Unlock Rui Alves' })).not.toBeInTheDocument()
})

const REFUSALS: readonly (readonly [ReleaseResult, RegExp])[] = [
  ['disk-failed', /could not write to its disk/],
  ['unknown-operator', /no longer on the roster/],
  ['not-locked-out', /not locked any more/],
]

test.each(REFUSALS)('[D14] %s is said in words', async (answer, sentence) => {
  const { screen, fake } = await openSettings(stateWith(RUI, [LOCKED_ANA, RUI]))
  fake.releaseAnswer = answer
  await screen.getByRole('button', { name: 'Unlock Ana Ribeiro' }).click()
  await expect.element(screen.getByText('Ana Ribeiro was not unlocked')).toBeVisible()
  await expect.element(screen.getByText(sentence)).toBeVisible()
})

test('[C12] the lock screen says who is locked out, and behind the card that a manager unlocks them', async () => {
  const { ports } = fakePorts({
    state: {
      phase: 'locked',
      accountApiUrl: 'https://accounts.example',
      configuration: configurationOf(PT),
      operators: [LOCKED_ANA, RUI],
      notices: [],
    },
  })
  const screen = await render(<App ports={ports} />)
  await expect.element(screen.getByRole('button', { name: /Rui Alves/ })).toBeEnabled()
  await screen.getByRole('button', { name: /Ana Ribeiro.*Locked/ }).click()
  await expect.element(screen.getByText(/in Settings: Rui Alves/)).toBeVisible()
  await expect.element(screen.getByLabelText('PIN', { exact: true })).not.toBeInTheDocument()
})
