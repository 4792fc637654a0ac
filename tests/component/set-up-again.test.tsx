import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { DeskState, NoticeKind } from '#shared/ipc/desk-state.ts'
import { PT } from '#shared/markets/pt.ts'

import { ANA, RUI, configurationOf, fakePorts } from './fake-ports.ts'
import { picture } from './picture.ts'

const AGAIN = { name: 'Set up this till again' }
const CODE = '0123456789ABCDEFGHJKMNPQRS'

function lockedWith(notices: NoticeKind[]): DeskState {
  return {
    phase: 'locked',
    accountApiUrl: 'https://accounts.example',
    configuration: configurationOf(PT),
    operators: [ANA, RUI],
    notices,
  }
}

async function open(notices: NoticeKind[]) {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: lockedWith(notices) })
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByText('Who is at work?')).toBeVisible()
  return { ...desk, screen }
}

test.each(['terminal-revoked', 'chain-fork', 'terminal-needs-attention'] as const)(
  '[D15] %s: the till is set up again from the lock screen, and is back there',
  async (notice) => {
    const { screen, fake, calls, state } = await open([notice])
    await screen.getByRole('button', AGAIN).click()
    await expect.element(screen.getByText(/What waits here is kept and sent/)).toBeVisible()
    await expect
      .element(screen.getByLabelText('Address of the account API'))
      .toHaveValue('https://accounts.example')
    await screen.getByLabelText('One-time code').fill(CODE)
    await screen.getByRole('button', AGAIN).click()
    await expect.element(screen.getByText(/made for another till/)).toBeVisible()
    fake.enrolFailure = null
    await screen.getByRole('button', AGAIN).click()
    await expect.element(screen.getByText('Who is at work?')).toBeVisible()
    expect(calls.findLast(({ name }) => name === 'desk.enrol')?.request).toEqual({
      accountApiUrl: 'https://accounts.example',
      code: CODE,
    })
    state.set(lockedWith([]))
    await expect.element(screen.getByRole('button', AGAIN)).not.toBeInTheDocument()
  },
)

test('[D15] it is offered to no till that works, nor to a version that is too old; one can go back', async () => {
  const { screen, state } = await open(['low-disk', 'client-too-old'])
  await expect.element(screen.getByRole('button', AGAIN)).not.toBeInTheDocument()
  state.set(lockedWith(['terminal-revoked']))
  await screen.getByRole('button', AGAIN).click()
  await screen.getByRole('button', { name: 'Back to the lock screen' }).click()
  await expect.element(screen.getByText('Who is at work?')).toBeVisible()
})

test.each([
  [
    'en',
    0,
    'The set-up of this till cannot be used',
    /^The records saved here are kept, and head office has all/,
  ],
  ['en', 12, 'The set-up of this till cannot be used', '12 records are here and wait to be sent'],
  ['pt-PT', 0, 'Não é possível usar a configuração desta caixa', /^Os registos guardados aqui mantêm-se/],
] as const)(
  '[I9] [V3] a till whose set-up cannot be used says so, what is safe and what to do; %s, %i waiting',
  async (language, unsent, title, kept) => {
    await page.viewport(1366, 768)
    const state: DeskState = { phase: 'not-enrolled', accountApiUrl: null, notices: ['set-up-unusable'] }
    const desk = fakePorts({ state, settings: { language } })
    desk.fake.restore = { kind: 'restored', unsent }
    const screen = await render(<App ports={desk.ports} />)
    await expect.element(screen.getByText(title)).toBeVisible()
    await expect.element(screen.getByText(kept)).toBeVisible()
    expect(screen.getByText(/Go on working|Continue a trabalhar/).query()).toBeNull()
    expect(await picture(`set-up-unusable-${language}-${unsent}`)).toBe('fits')
  },
)
