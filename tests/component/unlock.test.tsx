import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { UnlockResult } from '#shared/ipc/desk-methods.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import { PT } from '#shared/markets/pt.ts'

import { ANA, configurationOf, fakePorts } from './fake-ports.ts'

async function open(operator: Partial<OperatorCard> = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts({
    state: {
      phase: 'locked',
      accountApiUrl: 'https://accounts.example',
      configuration: configurationOf(PT),
      operators: [{ ...ANA, ...operator }],
      notices: [],
    },
  })
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: /Ana Ribeiro/ }).click()
  return { ...desk, screen }
}

test('[C12] unlocks by the keyboard alone', async () => {
  const { calls } = await open()
  await userEvent.keyboard('271828{Enter}')
  await expect
    .poll(() => calls.find(({ name }) => name === 'operator.unlock')?.request)
    .toEqual({ operatorId: 'ana', pin: '271828' })
})

test('[C12] unlocks by touch alone', async () => {
  const { screen, calls } = await open()
  for (const digit of ['2', '7', '1', '8', '2', '8']) {
    await screen.getByRole('button', { name: digit, exact: true }).click()
  }
  await screen.getByRole('button', { name: 'Unlock' }).click()
  await expect
    .poll(() => calls.find(({ name }) => name === 'operator.unlock')?.request)
    .toEqual({ operatorId: 'ana', pin: '271828' })
})

test('[C15] the PIN field looks the same for one digit and for six', async () => {
  const { screen } = await open()
  const box = () => document.querySelector('.pin-box')
  const look = () => `${box()?.className} ${box()?.querySelectorAll('i').length}`
  await userEvent.keyboard('1')
  await expect.element(screen.getByLabelText('PIN', { exact: true })).toHaveValue('1')
  const one = look()
  await userEvent.keyboard('23456')
  await expect.element(screen.getByLabelText('PIN', { exact: true })).toHaveValue('123456')
  expect(look()).toBe(one)
  const input = document.querySelector('.pin-input')
  expect(input === null ? '' : getComputedStyle(input).color).toBe('rgba(0, 0, 0, 0)')
})

const SENTENCES: readonly (readonly [UnlockResult, RegExp])[] = [
  [{ kind: 'wrong-pin', triesLeft: 4 }, /not the PIN\. 4 more tries/],
  [{ kind: 'wait', retryAfterMs: 5 * 60_000 }, /Try again at 14:42; colleagues can unlock now/],
  [{ kind: 'disk-failed' }, /could not write to its disk\. Records are safe\. Free some space/],
  [{ kind: 'locked-out' }, /A manager unlocks it/],
  [{ kind: 'unknown-operator' }, /no longer on the roster/],
]

test.each(SENTENCES)('[C12] %o is said in words, and the field is empty again', async (answer, sentence) => {
  const { screen, fake } = await open()
  fake.unlockAnswer = answer
  await userEvent.keyboard('123456{Enter}')
  await expect.element(screen.getByText(sentence)).toBeVisible()
  await expect.element(screen.getByLabelText('PIN', { exact: true })).toHaveValue('')
  await expect.element(screen.getByLabelText('PIN', { exact: true })).toHaveFocus()
})

test('[C12] the first PIN is set with a one-time code, typed twice', async () => {
  const { screen, calls } = await open({ hasPin: false })
  await screen.getByLabelText('One-time code').fill('01234-56789 abcdefghjkmnpqrs')
  await screen.getByRole('button', { name: 'Next' }).click()
  await userEvent.keyboard('271828{Enter}')
  await expect.element(screen.getByLabelText('The same PIN again')).toBeVisible()
  await userEvent.keyboard('271829{Enter}')
  await expect.element(screen.getByText(/The two PINs differ/)).toBeVisible()
  await userEvent.keyboard('271828{Enter}')
  await expect.element(screen.getByLabelText('The same PIN again')).toBeVisible()
  await userEvent.keyboard('271828{Enter}')
  await expect
    .poll(() => calls.find(({ name }) => name === 'operator.set-first-pin')?.request)
    .toEqual({ operatorId: 'ana', code: '0123456789ABCDEFGHJKMNPQRS', pin: '271828' })
})
