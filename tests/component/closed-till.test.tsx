import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'

import { proveAge, fillCustomer } from './counter-steps.ts'
import { fakePorts, unlocked } from './fake-ports.ts'
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
