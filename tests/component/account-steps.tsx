import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { AccountKits, AccountView } from '#shared/contracts/messages/found-account.ts'
import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import type { FindResult } from '#shared/contracts/account-answers.ts'

import { scan } from './counter-steps.ts'
import { DEVICE, fakePorts, idNumber } from './fake-ports.ts'
import { QUICK_HANDS } from './hands.ts'

export const HERE = /is here and asks for it/
export const ACCOUNT = aggregateIdSchema.parse(idNumber(7001))
export const MATCH: FindResult = {
  kind: 'match',
  found: { aggregateId: ACCOUNT, expiresAt: '2026-11-22T14:52:00.000Z' },
}
export const VIEW: AccountView = {
  email: 'm…@e….pt',
  isEmailConfirmed: false,
  mobilePhone: '…678',
  language: 'pt-PT',
  devices: [
    {
      deviceId: deviceIdSchema.parse(DEVICE),
      kind: 'kit',
      since: '2026-02-03T10:00:00.000Z',
      isDisputed: false,
    },
    {
      deviceId: deviceIdSchema.parse('C9T3XB7KD5MW'),
      kind: 'holder',
      since: '2026-05-03T10:00:00.000Z',
      isDisputed: true,
    },
  ],
  history: [{ masked: '…7KQ2', event: 'released', at: '2026-01-03T10:00:00.000Z' }],
  consents: [],
  openCases: 1,
  openServiceCases: [
    { kind: 'guarantee', masked: '…TB3D', openedAt: '2026-11-03T10:00:00.000Z' },
    { kind: 'assistance', masked: '…D5MW', openedAt: '2026-11-09T10:00:00.000Z' },
  ],
}

export async function openAccounts(given: Parameters<typeof fakePorts>[0] = {}, { press } = QUICK_HANDS) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const screen = await render(<App ports={desk.ports} />)
  const isEnglish = given.settings === undefined
  await press(screen.getByRole('button', { name: isEnglish ? 'Service' : 'Apoio', exact: true }))
  await press(screen.getByText(isEnglish ? 'Look up the account' : 'Procurar a conta'))
  return { ...desk, screen }
}

type Opened = Awaited<ReturnType<typeof openAccounts>>

/** What Maria says and shows; a scan of her device says how the account is named. */
export async function say({ screen }: Opened, { write } = QUICK_HANDS) {
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await screen.getByLabelText('Document shown').selectOptions('Citizen card')
  await write(screen.getByLabelText('First name'), 'Maria João')
  await write(screen.getByLabelText('Last name'), 'Silva Sobral')
  await write(screen.getByLabelText('Date of birth'), '03/05/1992')
}

export async function find(desk: Opened, view = VIEW, kits?: AccountKits['kits']) {
  desk.fake.findAnswer = MATCH
  desk.fake.accountRead = { kind: 'read', aggregateId: ACCOUNT, view, kits }
  await say(desk)
  await userEvent.keyboard('{Enter}')
  await expect.element(desk.screen.getByText('Match: the account is open')).toBeVisible()
}

export const asked = ({ calls }: Opened) => calls.filter(({ name }) => name === 'account.find')
