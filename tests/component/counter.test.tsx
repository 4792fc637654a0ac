import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PRACTICE } from '#shared/markets/practice.ts'
import { PT } from '#shared/markets/pt.ts'

import { fillCustomer, proveAge, refuseEverything, scan, typeDevice } from './counter-steps.ts'
import { DEVICE, RUI, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  return { ...desk, screen }
}

test('[R1] [R2] [R5] says only that the sale is allowed, and records the check when it is decided', async () => {
  const { screen, saves } = await open()
  await proveAge(screen, '03/05/1992', REAL_HANDS)
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(saves).toHaveLength(1)
  expect(saves[0]?.operation).toMatchObject({
    type: 'age-check',
    payload: {
      outcome: 'allowed',
      reason: null,
      method: 'shown',
      documentKind: 'citizen-card',
      operator: 'ana',
    },
  })
  expect(JSON.stringify(saves[0])).not.toContain('1992')
})

test('[R4] a refusal is recorded and wipes at once everything that was typed', async () => {
  const { screen, saves } = await open()
  await proveAge(screen, '23-11-2008')
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
  expect(saves).toHaveLength(1)
  expect(saves[0]?.operation).toMatchObject({
    type: 'age-check',
    payload: { outcome: 'refused', reason: 'under-age' },
  })
  expect(JSON.stringify(saves)).not.toContain('2008-11-23')
  expect(document.body.textContent).not.toContain('2008')
  await screen.getByRole('button', { name: 'Typed wrong, check again' }).click()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
})

test('[R4] a refusal after the customer was typed wipes the customer, even when the disk fails', async () => {
  const { screen, fake } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  fake.nextSave = { kind: 'not-saved', reason: 'disk-failed' }
  await screen.getByRole('button', { name: 'Sale not possible …' }).click()
  await screen.getByRole('button', { name: 'Buying for a minor' }).click()
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
  expect(document.body.textContent).not.toContain('Maria')
  await screen.getByRole('button', { name: 'Save the refusal' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
})

test('[R6] finishes a sale without registering, resting on the check', async () => {
  const { screen, saves } = await open()
  await proveAge(screen)
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]).toMatchObject({
    dependsOn: [saves[0]?.operationId],
    aggregateId: saves[0]?.aggregateId,
    operation: { type: 'sale', payload: { productClasses: ['device'], ageCheck: saves[0]?.operationId } },
  })
})

test('[R8] shows the notice before the first field, says that registering is a choice, preselects nothing', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await expect.element(screen.getByText(/Pode comprar sem se registar/)).toBeVisible()
  expect(screen.getByLabelText('First name').query()).toBeNull()
  await screen.getByRole('button', { name: 'The customer has read or heard it' }).click()
  await expect.element(screen.getByLabelText('First name')).toHaveFocus()
  expect(document.querySelectorAll('input[type=radio]:checked')).toHaveLength(0)
})

test('[R8] a market whose switches are off shows no word of marketing, loyalty or benefits', async () => {
  const { screen } = await open({ state: unlocked(PT) })
  await proveAge(screen)
  await screen.getByRole('button', { name: 'The customer has read or heard it' }).click()
  await expect.element(screen.getByLabelText('First name')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/novidades|fideliza|News|Loyalty|benef/i)
})

test('[R7] [I9] registers, says saved only when it is on disk, then sent', async () => {
  const { screen, saves, rows } = await open()
  await proveAge(screen, '03/05/1992', REAL_HANDS)
  await fillCustomer(screen, REAL_HANDS)
  await refuseEverything(screen, REAL_HANDS)
  await expect.element(screen.getByRole('button', { name: /Save · 1 open/ })).toBeDisabled()
  await typeDevice(screen, 'k7m2-9qx4 tb3d', REAL_HANDS)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]?.operation).toMatchObject({
    type: 'registration',
    payload: {
      claim: 'new',
      givenName: 'Maria',
      familyName: 'Conceição',
      email: 'maria@exemplo.pt',
      mobilePhone: '+351912345678',
      dateOfBirth: '1992-05-03',
      devices: [{ deviceId: DEVICE, kind: 'kit', origin: 'bought-here' }],
      ageCheck: saves[0]?.operationId,
    },
  })
  const id = saves[1]?.operationId
  rows.set([
    rowOf(
      1202,
      id === undefined ? {} : { operationId: id, status: 'accepted', outcome: { kind: 'accepted' } },
    ),
  ])
  await expect.element(screen.getByText('Sent', { exact: true })).toBeVisible()
})

test('[R11] the code on the box, with an article number that the market lists, is the kit of that model in the record', async () => {
  const gtin = '05601234567892'
  const [first, ...others] = PRACTICE.devices.models
  if (first === undefined) throw new Error('a market has models')
  const models = [{ ...first, tradeItems: [{ gtin, kind: 'kit' } as const] }, ...others]
  const market = { ...PRACTICE, devices: { ...PRACTICE.devices, models } }
  const { screen, saves } = await open({ state: unlocked(market) })
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await scan(`01${gtin}21${DEVICE}`)
  await expect.element(screen.getByText(first.name)).toBeVisible()
  await expect.element(screen.getByText('Holder and charger together.')).toBeVisible()
  await scan(`01${gtin}21${DEVICE}`)
  await expect.element(screen.getByText('This device is already in the list.')).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]?.operation.payload).toMatchObject({
    devices: [{ deviceId: DEVICE, kind: 'kit', model: first.id, origin: 'bought-here' }],
  })
})

test('[R12] of a used device the desk says that its first owner cannot be reached, what that means, and so does the record', async () => {
  const { screen, saves, calls } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  const away = screen.getByRole('button', { name: 'First owner cannot be reached' })
  expect(away.query()).toBeNull()
  const origin = screen.getByLabelText('Where is it from?')
  await origin.selectOptions('Bought earlier')
  await away.click()
  await expect.element(screen.getByText(/it stays there until head office decides/)).toBeVisible()
  await screen.getByLabelText('Bought or received on').fill('01/02/2024')
  await look('counter-first-owner-away')
  // What is bought here now has no first owner.
  await origin.selectOptions('Bought here today')
  await origin.selectOptions('Bought earlier')
  await expect.element(away).toHaveAttribute('aria-pressed', 'false')
  await away.click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('…TB3D: perhaps in somebody else’s account')).toBeVisible()
  await look('counter-first-owner-away-saved')
  const devices = [{ deviceId: DEVICE, origin: 'bought-earlier', isFirstOwnerAway: true }]
  expect(saves[1]?.operation.payload).toMatchObject({ devices })
  await screen.getByRole('button', { name: 'Print the confirmation' }).click()
  expect(calls.find(({ name }) => name === 'print.confirmation')?.request).toMatchObject({
    content: { devices },
  })
})

test('[C15] after saving only initials and masked devices are on the screen', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText('M. C.')).toBeVisible()
  await expect.element(screen.getByText('…TB3D')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/Maria|Conceição|exemplo|912345678|1992/)
})

test('what cannot be saved stays on the screen, with what is safe and what to do', async () => {
  const { screen, fake, saves } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  fake.nextSave = { kind: 'not-saved', reason: 'disk-full' }
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText(/The disk is full\. This was not saved/)).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]?.operationId).toBe(saves[2]?.operationId)
})

test('[R2] another date of birth afterwards voids the check and keeps the rest', async () => {
  const { screen, saves } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await screen.getByLabelText('Born').fill('03/05/1993')
  await screen.getByLabelText('First name').click()
  await expect.element(screen.getByText(/date of birth was changed/)).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await screen.getByRole('button', { name: /photo matches$/ }).click()
  await screen.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(saves[0]?.operationId).not.toBe(saves[1]?.operationId)
})

test('[R2] [C14] a lock loses nothing; another operator has to check again', async () => {
  const { screen, state } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  const atWork = state.getSnapshot()
  if (atWork.phase !== 'unlocked') throw new Error('not unlocked')
  const { operator: _, ...rest } = atWork
  state.set({ ...rest, phase: 'locked', accountApiUrl: 'https://accounts.example' })
  await expect.element(screen.getByText('Who is at work?')).toBeVisible()
  expect(document.body.textContent).not.toContain('Maria')
  state.set(unlocked(undefined, RUI))
  await screen.getByRole('button', { name: /^Go on with M. C.: Registration, left open/ }).click()
  await expect.element(screen.getByText(/Somebody else is at work now/)).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
})

test('[R11] a scan goes to the devices whatever has the focus, and its Enter does nothing', async () => {
  const { screen, saves } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await screen.getByLabelText('E-mail', { exact: true }).click()
  await scan(DEVICE)
  await expect.element(screen.getByText('Read K7M2 9QX4 TB3D')).toBeVisible()
  await expect.element(screen.getByLabelText('E-mail', { exact: true })).toHaveValue('maria@exemplo.pt')
  await expect.element(screen.getByLabelText('E-mail', { exact: true })).toHaveFocus()
  await scan(DEVICE)
  await expect.element(screen.getByText('This device is already in the list.')).toBeVisible()
  await scan('5601234567890')
  await expect.element(screen.getByText(/no device\. Nothing typed was changed/)).toBeVisible()
  expect(saves).toHaveLength(1)
})

test('bad fields are named at the field, and nothing typed is lost', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await screen.getByLabelText('E-mail', { exact: true }).fill('maria@')
  await screen.getByLabelText(/^Mobile/).fill('212345678')
  await screen.getByLabelText('First name').click()
  await expect.element(screen.getByText(/not a whole e-mail address/)).toBeVisible()
  await expect.element(screen.getByText(/no mobile number/)).toBeVisible()
  await expect.element(screen.getByLabelText('E-mail', { exact: true })).toHaveValue('maria@')
})

test('the e-mail hint is taken by a press, too, and the focus stays in the field', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  const email = screen.getByLabelText('E-mail', { exact: true })
  await email.fill('maria@gmial.com')
  await screen.getByRole('button', { name: /Did you mean @gmail.com/ }).click()
  await expect.element(email).toHaveValue('maria@gmail.com')
  await expect.element(email).toHaveFocus()
})

test('the e-mail hint is taken by one key and never by itself', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  const email = screen.getByLabelText('E-mail', { exact: true })
  await email.fill('maria@gmial.com')
  await expect.element(screen.getByText(/Did you mean @gmail.com/)).toBeVisible()
  await expect.element(email).toHaveValue('maria@gmial.com')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(email).toHaveValue('maria@gmail.com')
})

test('Enter goes to the next open item and never saves; Esc goes back', async () => {
  const { screen, saves } = await open()
  await proveAge(screen)
  await screen.getByRole('button', { name: 'The customer has read or heard it' }).click()
  await screen.getByLabelText('First name').fill('Maria')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByLabelText('Last name')).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByLabelText('First name')).toHaveFocus()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(saves).toHaveLength(1)
})

test('[C15] what was saved leaves the screen after five minutes', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const late: (() => void)[] = []
  const { after } = desk.ports.timer
  const timer: typeof desk.ports.timer = {
    after: (delayMs, fire) => {
      if (delayMs !== 5 * 60_000) return after(delayMs, fire)
      late.push(fire)
      return () => undefined
    },
  }
  const screen = await render(<App ports={{ ...desk.ports, timer }} />)
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText('M. C.')).toBeVisible()
  for (const fire of late) fire()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  expect(document.body.textContent).not.toContain('M. C.')
})
