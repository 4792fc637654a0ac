import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'

import { proveAge, fillCustomer, scan } from './counter-steps.ts'
import { DEVICE, fakePorts, idNumber, rowOf, unlocked } from './fake-ports.ts'
import { look } from './picture.ts'

const CLOSED = ['terminal-revoked', 'client-too-old', 'chain-fork', 'journal-lost', 'wrong-realm'] as const
const AT_ONCE = /Saving writes to this till at once/
const NO_CUSTOMERS = { name: 'No customers at this till for now' }

const withNotices = (notices: NoticeKind[]) => {
  const state = unlocked()
  return state.phase === 'unlocked' ? { ...state, notices } : state
}

async function open(notices: NoticeKind[]) {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: withNotices(notices) })
  const screen = await render(<App ports={desk.ports} />)
  return { ...desk, screen }
}

test.each(CLOSED)(
  '[D5] [I9] %s: no customer is begun at a till that saves nothing, and it says so',
  async (notice) => {
    const { screen, saves } = await open([notice])
    await expect.element(screen.getByRole('heading', NO_CUSTOMERS)).toBeVisible()
    expect(document.body.textContent).not.toMatch(AT_ONCE)
    await expect.element(screen.getByLabelText('Date of birth')).not.toBeInTheDocument()
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(saves).toEqual([])
    if (notice === 'terminal-revoked') await look('closed-till')
  },
)

test('[I9] what is half typed when the till is closed stays, beside what is true now, and goes on when it is open again', async () => {
  const { screen, state } = await open([])
  await expect.element(screen.getByText(AT_ONCE)).toBeVisible()
  await proveAge(screen)
  await fillCustomer(screen)
  state.set(withNotices(['terminal-revoked']))
  await expect
    .element(screen.getByText(/Nothing new can be saved here; the notice above says why/))
    .toBeVisible()
  expect(document.body.textContent).not.toMatch(AT_ONCE)
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await look('closed-till-half-typed')
  state.set(withNotices([]))
  await expect.element(screen.getByText(AT_ONCE)).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
})

test('[I9] nothing said beside a lost end of the journal offers to go on, or calls safe what may be lost', async () => {
  const { screen } = await open(['journal-lost', 'journal-damaged', 'record-unreadable'])
  await expect.element(screen.getByRole('heading', NO_CUSTOMERS)).toBeVisible()
  expect(document.body.textContent).not.toMatch(/go on working|What was saved is safe/)
})

test('[J7] a full disk closes no till: the next save may find room', async () => {
  const { screen } = await open(['disk-full'])
  await expect.element(screen.getByLabelText('Date of birth')).toBeVisible()
})

test('[I9] what a till of the other realm says is said once, and is no offer to go on', async () => {
  const { screen } = await open(['wrong-realm'])
  await expect.element(screen.getByText('This till and the account API do not belong together')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/[Gg]o on working|go on here/)
})

const CLOSED_NOTE = /Nothing new can be saved here; the notice above says why. What is typed stays/

test.each(['Return', 'Service'])(
  '[D5] [I9] %s: nothing is begun at a till that saves nothing',
  async (place) => {
    const { screen, saves } = await open(['terminal-revoked'])
    await screen.getByRole('button', { name: place, exact: true }).click()
    await expect.element(screen.getByRole('heading', NO_CUSTOMERS)).toBeVisible()
    await scan(DEVICE)
    await expect.element(screen.getByText(/This screen makes nothing of it/)).toBeVisible()
    await expect.element(screen.getByRole('heading', NO_CUSTOMERS)).toBeVisible()
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(saves).toEqual([])
    await look(`closed-till-${place.toLowerCase()}`)
  },
)

test('[D5] [I9] goods that were half written down when the till is closed stay, and go on when it is open again', async () => {
  const { screen, state } = await open([])
  await screen.getByRole('button', { name: 'Return', exact: true }).click()
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  state.set(withNotices(['terminal-revoked']))
  await expect.element(screen.getByText(CLOSED_NOTE)).toBeVisible()
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await look('closed-till-return-half-typed')
  state.set(withNotices([]))
  await expect.element(screen.getByText(CLOSED_NOTE)).not.toBeInTheDocument()
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
})

test('[D5] [I9] used devices that are half written down stay as well', async () => {
  const { screen, state } = await open([])
  await screen.getByRole('button', { name: 'Return', exact: true }).click()
  await screen.getByText('Batteries', { exact: true }).click()
  state.set(withNotices(['terminal-revoked']))
  await expect.element(screen.getByText(CLOSED_NOTE)).toBeVisible()
  await expect.element(screen.getByLabelText('Batteries', { exact: true })).toBeChecked()
})

test('[D5] [I9] a wish that is half typed when the till is closed stays; one that was only looked at is there when it is open again', async () => {
  const { screen, state, rows } = await open([])
  rows.set([rowOf(1204)])
  await screen.getByRole('button', { name: 'Service', exact: true }).click()
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  state.set(withNotices(['terminal-revoked']))
  await expect.element(screen.getByRole('heading', NO_CUSTOMERS)).toBeVisible()
  state.set(withNotices([]))
  await expect.element(screen.getByRole('button', { name: /no\. 1204/ })).toBeVisible()
  await screen.getByText('Add a device').click()
  await scan(DEVICE)
  await expect.element(screen.getByText(/K7M2 9QX4 TB3D/)).toBeVisible()
  state.set(withNotices(['terminal-revoked']))
  await expect.element(screen.getByText(CLOSED_NOTE)).toBeVisible()
  await expect.element(screen.getByText(/K7M2 9QX4 TB3D/)).toBeVisible()
})

test('[D5] [I9] a device that does not work: what is half asked when the till is closed stays', async () => {
  const { screen, state } = await open([])
  await screen.getByRole('button', { name: 'Service', exact: true }).click()
  await screen.getByText('A device does not work').click()
  await scan(DEVICE)
  await screen.getByText('In this country').click()
  state.set(withNotices(['terminal-revoked']))
  await expect.element(screen.getByText(CLOSED_NOTE)).toBeVisible()
  await expect.element(screen.getByLabelText('In this country')).toBeChecked()
})

test('[D5] [I9] a case is told, and no decision is begun; one that was chosen before stays', async () => {
  const { screen, state, rows } = await open(['terminal-revoked'])
  const caseId = caseIdSchema.parse(idNumber(700))
  const choices = ['mistyped', 'cancel', 'customer-not-here'] as const
  rows.set([
    rowOf(12, {
      status: 'case',
      outcome: { kind: 'case', caseId, version: 1, caseKind: 'invalid-field', choices: [...choices] },
    }),
  ])
  await screen.getByRole('button', { name: /^To send/ }).click()
  await screen.getByRole('button', { name: 'Registration', exact: true }).click()
  await expect.element(screen.getByText(/The case stays until somebody can decide/)).toBeVisible()
  await expect.element(screen.getByRole('radiogroup', { name: 'What is true?' })).not.toBeInTheDocument()
  await look('closed-till-case')
  state.set(withNotices([]))
  await screen.getByText('The customer is not here', { exact: true }).click()
  state.set(withNotices(['terminal-revoked']))
  await expect.element(screen.getByText(CLOSED_NOTE)).toBeVisible()
  await expect
    .element(screen.getByRole('radiogroup', { name: 'What is true?' }).getByRole('radio').last())
    .toBeChecked()
})

test('[D5] [I9] what was just saved is shown on, and no correction of it is begun', async () => {
  const { screen, state } = await open([])
  await screen.getByRole('button', { name: 'Return', exact: true }).click()
  await scan(DEVICE)
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  state.set(withNotices(['terminal-revoked']))
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  await screen.getByRole('button', { name: 'Next return' }).click()
  await expect.element(screen.getByRole('heading', NO_CUSTOMERS)).toBeVisible()
})
