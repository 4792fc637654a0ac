import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'

import { scan } from './counter-steps.ts'
import { DEVICE, fakePorts, idNumber, rowOf } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'
import { lockMeanwhile } from './service-steps.ts'

const HERE = /is here and asks for it/
const FIRST = aggregateIdSchema.parse(idNumber(7001))
const NEW = rowOf(1204)

async function open(given: Parameters<typeof fakePorts>[0] = {}, { press } = QUICK_HANDS) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  desk.fake.slips = [{ initials: 'R. T.', devices: ['…5MWD'], ageOutcome: null }]
  desk.rows.set([NEW])
  const screen = await render(<App ports={desk.ports} />)
  const isEnglish = given.settings === undefined
  await press(screen.getByRole('button', { name: isEnglish ? 'Service' : 'Apoio', exact: true }))
  await press(screen.getByText(isEnglish ? 'Hand a device on' : 'Passar um dispositivo a outra pessoa'))
  return { ...desk, screen }
}

type Opened = Awaited<ReturnType<typeof open>>

/** The first owner, found by their own look-up, lets the one device go that they choose from their list. */
async function letGo({ screen, fake }: Opened) {
  const expiresAt = '2026-11-22T14:52:00.000Z'
  fake.findAnswer = { kind: 'match', found: { aggregateId: FIRST, expiresAt } }
  const device = { deviceId: deviceIdSchema.parse(DEVICE), kind: 'holder', isDisputed: false } as const
  const view = {
    email: 'm…@e….pt',
    isEmailConfirmed: true,
    mobilePhone: '…678',
    language: 'pt-PT',
    devices: [{ ...device, since: '2026-02-03T10:00:00.000Z' }],
    history: null,
    consents: [],
    openCases: 0,
    openServiceCases: [],
  }
  fake.accountRead = { kind: 'read', aggregateId: FIRST, view }
  await screen.getByText('Yes, here').click()
  await screen.getByText('Look up the account').click()
  await screen.getByText('By its e-mail').click()
  await screen.getByLabelText('E-mail').fill('maria@exemplo.pt')
  await screen.getByLabelText('First name').fill('Maria')
  await screen.getByLabelText('Last name').fill('Sobral')
  await screen.getByLabelText('Document shown').selectOptions('Citizen card')
  await screen.getByLabelText('Date of birth').fill('03/05/1992')
  await userEvent.keyboard('{Enter}')
  await screen.getByRole('button', { name: 'Let …TB3D go' }).click()
  await screen.getByText('Given away').click()
  await screen.getByRole('button', { name: HERE }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('button', { name: 'On to the new owner' })).toHaveFocus()
}

test('[R12][TR1][TR2][TR3] at one counter the first owner lets a device go and the new one gets it, and sees nothing of the first', async () => {
  const desk = await open({}, REAL_HANDS)
  const { screen, saves, calls } = desk
  await letGo(desk)
  await look('transfer-1-let-go')
  const left = () => calls.filter(({ name }) => name === 'account.leave').length
  const before = left()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('…TB3D: let go by its first owner')).toBeVisible()
  expect(left()).toBe(before + 1)
  expect(document.body.innerText).not.toMatch(/K7M2|678|m…@|Maria|Sobral|since/)
  await expect.element(screen.getByRole('button', { name: HERE })).toHaveAttribute('aria-pressed', 'false')
  await look('transfer-2-new-owner')
  // Another device is not what was let go.
  await scan('C9T3XB7K5MWD')
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await screen.getByRole('button', { name: HERE }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  const device = { deviceId: DEVICE, kind: 'holder', model: null, origin: 'gift' }
  expect(saves).toMatchObject([
    {
      aggregateId: FIRST,
      operation: {
        type: 'device-released',
        payload: { deviceId: DEVICE, reason: 'gift', registration: null },
      },
    },
    {
      aggregateId: NEW.aggregateId,
      dependsOn: [NEW.operationId, saves[0]?.operationId],
      operation: { type: 'device-added', payload: { device, registration: NEW.operationId } },
    },
  ])
})

test('[R12][TR3][TR6] a new owner without an account goes over the counter; one who comes later finds the device free', async () => {
  const desk = await open()
  const { screen } = desk
  await letGo(desk)
  await screen.getByRole('button', { name: 'On to the new owner' }).click()
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('…TB3D: let go by its first owner')).toBeVisible()
  await screen.getByRole('button', { name: 'Register the new owner' }).click()
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  await screen.getByRole('button', { name: 'Service', exact: true }).click()
  await expect.element(screen.getByText('What the customer wants', { exact: true }).first()).toBeVisible()
  expect(document.body.innerText).not.toContain('…TB3D: let go')
})

test('[R12][TR4][TR5] where the first owner is not here the new one shows the device, and the desk says what becomes of it, then and once it is decided', async () => {
  const desk = await open()
  const { screen, saves, calls, fake, rows } = desk
  await screen.getByText('Yes, here').click()
  await expect.element(screen.getByText(/Without a network only customers of this till/)).toBeVisible()
  await screen.getByText('No, and cannot be reached').click()
  await expect
    .element(screen.getByText(/registered as disputed: it stays there until head office decides/))
    .toBeVisible()
  await look('transfer-3-away')
  expect(screen.getByRole('button', { name: HERE }).query()).toBeNull()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('heading', { name: 'The new owner' })).toBeVisible()
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await screen.getByText('Bought elsewhere').click()
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await screen.getByRole('button', { name: HERE }).click()
  await look('transfer-4-new-owner-away')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  await expect.element(screen.getByText(/is known once it is sent/)).toBeVisible()
  const device = { deviceId: DEVICE, origin: 'bought-elsewhere', isFirstOwnerAway: true }
  expect(saves).toMatchObject([
    { aggregateId: NEW.aggregateId, operation: { type: 'device-added', payload: { device } } },
  ])
  const operationId = saves[0]?.operationId
  if (operationId === undefined) throw new Error('not saved')
  await screen.getByRole('button', { name: 'Print the confirmation' }).click()
  expect(calls.find(({ name }) => name === 'print.confirmation')?.request).toMatchObject({
    operationId,
    content: { kind: 'device-added', device: { deviceId: DEVICE } },
  })
  const openedAt = '2026-11-22T14:36:00.000Z'
  const dispute = { operationId, openedAt, decision: null, decidedAt: null }
  fake.casesAnswer = {
    known: { serverTime: openedAt, cases: [], disputes: [dispute] },
    isCurrent: true,
  }
  rows.set([rowOf(1210, { operationId, type: 'device-added', status: 'accepted' }), NEW])
  await expect.element(screen.getByText('Disputed: head office decides')).toBeVisible()
  await look('transfer-5-disputed')
  // Days later, without a network: what was decided meanwhile is what was heard last.
  const decided = { ...dispute, decision: 'keep' as const, decidedAt: '2026-11-25T10:00:00.000Z' }
  fake.casesAnswer = {
    known: { serverTime: '2026-11-25T11:00:00.000Z', cases: [], disputes: [decided] },
    isCurrent: false,
  }
  await screen.getByRole('button', { name: 'Next customer' }).click()
  await screen.getByText('A case of this till').click()
  await screen.getByRole('button', { name: /1210.*Decided: it stays where it was/ }).click()
  await expect.element(screen.getByText(/not on the account of this customer/)).toBeVisible()
  await expect.element(screen.getByText(/^Last known on Wed 25 Nov/)).toBeVisible()
  expect(screen.getByText('Device handed over', { exact: true }).query()).toBeNull()
  await look('transfer-6-decided')
})

test('[R12][TR2] what was typed of the first owner elsewhere at the desk goes with them', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: 'Something else', exact: true }).click()
  await screen.getByText('A device does not work').click()
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await screen.getByRole('button', { name: 'Something else', exact: true }).click()
  await screen.getByLabelText('Number of the record').fill('1204')
  await screen.getByText('Hand a device on').click()
  await screen.getByText('No, and cannot be reached').click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('heading', { name: 'The new owner' })).toBeVisible()
  await expect.element(screen.getByLabelText('Number of the record')).toHaveValue('')
  await screen.getByRole('button', { name: 'Not now' }).click()
  await screen.getByText('A device does not work').click()
  await expect.element(screen.getByRole('heading', { name: /^Guarantee/ })).toBeVisible()
  expect(document.body.textContent).not.toContain('K7M2')
})

test('[R12] in Portuguese and dark, a device is handed on', async () => {
  const { screen } = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  await screen.getByText('Sim, está').click()
  await expect.element(screen.getByText(/Primeiro é a vez de quem o tem/)).toBeVisible()
  await look('pt-transfer-1-dark')
  await screen.getByText('Não, nem se consegue contactar').click()
  await screen.getByRole('button', { name: /^Passar ao novo dono/ }).click()
  await look('pt-transfer-2-dark')
})
