import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import type { AnswerChallengeResult, ChallengeResult } from '#shared/ipc/pin-reset-methods.ts'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import { PT } from '#shared/markets/pt.ts'
import { writeSpoken } from '#shared/contracts/spoken-code.ts'

import { ANA, RUI, configurationOf, fakePorts } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'
import { picture } from './picture.ts'

const LOCKED_ANA = { ...ANA, isLockedOut: true }
const LOCKED_RUI = { ...RUI, isLockedOut: true }
const EVA = { ...RUI, operatorId: operatorIdSchema.parse('eva'), hasPin: false, name: 'Eva Reis' }
const RESPONSE = writeSpoken(Uint8Array.of(1, 35, 69, 103, 137, 171, 205, 239, 17, 34))

async function open(operators: OperatorCard[], settings: Partial<Settings> = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts({
    settings,
    state: {
      phase: 'locked',
      accountApiUrl: 'https://accounts.example',
      configuration: configurationOf(PT),
      operators,
      notices: [],
    },
  })
  return { ...desk, screen: await render(<App ports={desk.ports} />) }
}

async function openTelephone(challenge?: ChallengeResult, { press } = QUICK_HANDS) {
  const desk = await open([ANA, LOCKED_RUI])
  if (challenge !== undefined) desk.fake.challengeAnswer = challenge
  await press(desk.screen.getByRole('button', { name: /Rui Alves/ }))
  await press(desk.screen.getByRole('button', { name: 'Call head office' }))
  const field = desk.screen.getByLabelText('Response from head office')
  const answers = () => desk.calls.filter(({ name }) => name === 'operator.answer-challenge')
  return { ...desk, field, answers }
}

test('[C12] who is locked out is told what happened, what is safe, and three ways in', async () => {
  const { screen } = await open([LOCKED_ANA, RUI])
  await screen.getByRole('button', { name: /Ana Ribeiro.*See what to do/ }).click()
  await expect.element(screen.getByRole('heading', { name: 'Ana Ribeiro is locked out' })).toBeVisible()
  await expect.element(screen.getByText(/Ten wrong PINs.*Records are safe/)).toBeVisible()
  await expect.element(screen.getByText(/in Settings: Rui Alves/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Type the code' })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Call head office' })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Back to the PIN' })).not.toBeInTheDocument()
  expect(await picture('pin-help-1-locked')).toBe('fits')
})

test('[C12] a manager is offered only where one can unlock', async () => {
  const { screen, state } = await open([LOCKED_ANA, LOCKED_RUI, EVA])
  await screen.getByRole('button', { name: /Ana Ribeiro/ }).click()
  await expect.element(screen.getByRole('heading', { name: 'Ana Ribeiro is locked out' })).toBeVisible()
  await expect.element(screen.getByText('A manager unlocks you')).not.toBeInTheDocument()
  const now = state.getSnapshot()
  if (now.phase === 'locked') state.set({ ...now, operators: [LOCKED_ANA, RUI] })
  await expect.element(screen.getByText('A manager unlocks you')).toBeVisible()
})

test('[C12] who forgot the PIN finds the ways from the PIN, and the way back', async () => {
  const { screen } = await open([ANA, RUI])
  await screen.getByRole('button', { name: /Ana Ribeiro/ }).click()
  await screen.getByRole('button', { name: 'Forgot your PIN?' }).click()
  await expect.element(screen.getByText(/The PIN you have stays until a new one is set/)).toBeVisible()
  await expect.element(screen.getByText('A manager unlocks you')).not.toBeInTheDocument()
  expect(await picture('pin-help-2-forgotten')).toBe('fits')
  await screen.getByRole('button', { name: 'Back to the PIN' }).click()
  await expect.element(screen.getByLabelText('PIN', { exact: true })).toHaveFocus()
  expect(await picture('pin-help-0-pin')).toBe('fits')
})

test('[C12] a new one-time code sets a new PIN, and the PIN is asked for', async () => {
  const { screen, calls, state } = await open([LOCKED_ANA, RUI])
  await screen.getByRole('button', { name: /Ana Ribeiro/ }).click()
  await screen.getByRole('button', { name: 'Type the code' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Set a new PIN for Ana Ribeiro' })).toBeVisible()
  await screen.getByLabelText('One-time code').fill('0123456789abcdefghjkmnpqrs')
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('271828{Enter}271828')
  const now = state.getSnapshot()
  if (now.phase === 'locked') state.set({ ...now, operators: [ANA, RUI] })
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'PIN of Ana Ribeiro' })).toBeVisible()
  expect(calls.find(({ name }) => name === 'operator.set-first-pin')?.request).toEqual({
    operatorId: 'ana',
    code: '0123456789ABCDEFGHJKMNPQRS',
    pin: '271828',
  })
})

test('[C12] [V17] by telephone: the challenge is shown, the response checked, a new PIN set, with the keyboard alone', async () => {
  const { screen, field, answers, state } = await openTelephone(undefined, REAL_HANDS)
  await expect.element(screen.getByText('7K3QM 9TXRW')).toBeVisible()
  await expect.element(screen.getByText('Store 014 (S014) · Till 2')).toBeVisible()
  await expect.element(screen.getByText('Rui Alves (rui)')).toBeVisible()
  await expect.element(field).toHaveFocus()
  expect(await picture('pin-help-3-telephone')).toBe('fits')
  // Not key by key: a burst that ends with Enter is what a scanner sends.
  await field.fill(RESPONSE.toLowerCase())
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/You can hang up/)).toBeVisible()
  expect(await picture('pin-help-4-new-pin')).toBe('fits')
  await userEvent.keyboard('271828{Enter}')
  await expect.element(screen.getByLabelText('The same PIN again')).toHaveFocus()
  const now = state.getSnapshot()
  if (now.phase === 'locked') state.set({ ...now, operators: [ANA, RUI] })
  await userEvent.keyboard('271828{Enter}')
  await expect.element(screen.getByRole('heading', { name: 'PIN of Rui Alves' })).toBeVisible()
  expect(answers().map(({ request }) => request)).toEqual([
    { operatorId: 'rui', response: RESPONSE.toLowerCase(), pin: null },
    { operatorId: 'rui', response: RESPONSE.toLowerCase(), pin: '271828' },
  ])
})

test('[V18] a misheard response is told at the field, with its group, and main is not asked', async () => {
  const { screen, field, answers } = await openTelephone()
  await field.fill(RESPONSE.slice(0, -1))
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('A response has 20 letters and digits. 19 are there.')).toBeVisible()
  const symbols = [...RESPONSE]
  symbols[8] = symbols[8] === 'A' ? 'B' : 'A'
  await field.fill(symbols.join(''))
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/Group 2 does not fit/)).toBeVisible()
  await expect.element(field).toHaveAttribute('aria-invalid', 'true')
  expect(await picture('pin-help-5-misheard')).toBe('fits')
  expect(answers()).toEqual([])
})

const ANSWERS: readonly (readonly [AnswerChallengeResult, RegExp])[] = [
  [{ kind: 'wrong', triesLeft: 4, retryAfterMs: null }, /No PIN was changed.*After 4 more wrong responses/],
  [{ kind: 'wrong', triesLeft: 1, retryAfterMs: null }, /After one more wrong response there is a wait/],
  [{ kind: 'wrong', triesLeft: 0, retryAfterMs: 30_000 }, /too many were wrong.*Try again at 14:37/],
  [{ kind: 'wait', retryAfterMs: 5 * 60_000 }, /Too many wrong responses.*Try again at 14:42/],
  [{ kind: 'malformed' }, /This is not a response/],
  [{ kind: 'disk-failed' }, /could not write to its disk/],
  [{ kind: 'unknown-operator' }, /no longer on the roster/],
]

test.each(ANSWERS)('[V16] %o is said at the field', async (answer, sentence) => {
  const { screen, field, fake } = await openTelephone()
  fake.responseAnswer = () => answer
  await field.fill(RESPONSE)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(sentence)).toBeVisible()
  await expect.element(field).toHaveAttribute('aria-invalid', 'true')
})

test('[V15] a response whose challenge is over sends back to the challenge in force', async () => {
  const { screen, field, fake } = await openTelephone()
  await field.fill(RESPONSE)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/You can hang up/)).toBeVisible()
  fake.responseAnswer = () => ({ kind: 'wrong', triesLeft: 4, retryAfterMs: null })
  fake.challengeAnswer = { kind: 'shown', challenge: 'ABCDE FGHJK' }
  await userEvent.keyboard('271828{Enter}')
  await userEvent.keyboard('271828{Enter}')
  await expect.element(screen.getByText('ABCDE FGHJK')).toBeVisible()
  await expect.element(screen.getByText(/No PIN was changed/)).toBeVisible()
})

test('[V6] [V17] a PIN that is easy to guess is refused, and the response is kept', async () => {
  const { screen, field, fake, answers } = await openTelephone()
  fake.responseAnswer = (pin) =>
    pin === null ? { kind: 'right' } : pin === '123456' ? { kind: 'pin-too-common' } : { kind: 'set' }
  await field.fill(RESPONSE)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByLabelText('New PIN, 6 digits or more')).toHaveFocus()
  for (const pin of ['123456', '271828']) {
    await userEvent.keyboard(`${pin}{Enter}`)
    await expect.element(screen.getByLabelText('The same PIN again')).toHaveFocus()
    await userEvent.keyboard(`${pin}{Enter}`)
    if (pin === '123456') await expect.element(screen.getByText(/easy to guess/)).toBeVisible()
  }
  await expect.poll(() => answers().length).toBe(3)
})

test('[V19] a till that cannot check a response says so, and what to do', async () => {
  const { screen, field } = await openTelephone({ kind: 'unavailable' })
  await expect.element(screen.getByText(/Ask head office for a one-time code/)).toBeVisible()
  await expect.element(field).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Other ways in' }).click()
  await expect.element(screen.getByRole('button', { name: 'Type the code' })).toBeVisible()
})

test('the ways in, in Portuguese and in the dark', async () => {
  const { screen } = await open([LOCKED_ANA, RUI], { language: 'pt-PT', theme: 'dark' })
  await screen.getByRole('button', { name: /Ana Ribeiro/ }).click()
  await expect.element(screen.getByText('O PIN de Ana Ribeiro está bloqueado')).toBeVisible()
  expect(await picture('pin-help-6-pt-dark')).toBe('fits')
  await screen.getByRole('button', { name: 'Ligar à sede' }).click()
  await expect.element(screen.getByText('7K3QM 9TXRW')).toBeVisible()
  expect(await picture('pin-help-7-telephone-pt-dark')).toBe('fits')
})
