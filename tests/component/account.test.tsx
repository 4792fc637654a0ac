import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { AccountKits, AccountView } from '#shared/contracts/messages/found-account.ts'
import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import type { AccountRead, FindResult } from '#shared/contracts/account-answers.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { fillCustomer, proveAge, refuseEverything, scan, typeDevice } from './counter-steps.ts'
import { DEVICE, RUI, fakePorts, idNumber, rowOf, unlocked } from './fake-ports.ts'
import { look } from './picture.ts'
import { lockMeanwhile } from './service-steps.ts'

const HERE = /is here and asks for it/
const ACCOUNT = aggregateIdSchema.parse(idNumber(7001))
const MATCH: FindResult = {
  kind: 'match',
  found: { aggregateId: ACCOUNT, expiresAt: '2026-11-22T14:52:00.000Z' },
}
const VIEW: AccountView = {
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

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const screen = await render(<App ports={desk.ports} />)
  const isEnglish = given.settings === undefined
  await screen.getByRole('button', { name: isEnglish ? 'Service' : 'Apoio', exact: true }).click()
  await screen.getByText(isEnglish ? 'Look up the account' : 'Procurar a conta').click()
  return { ...desk, screen }
}

type Opened = Awaited<ReturnType<typeof open>>

/** What Maria says and shows; a scan of her device says how the account is named. */
async function say({ screen }: Opened) {
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await screen.getByLabelText('Document shown').selectOptions('Citizen card')
  await screen.getByLabelText('First name').fill('Maria João')
  await screen.getByLabelText('Last name').fill('Silva Sobral')
  await screen.getByLabelText('Date of birth').fill('03/05/1992')
}

async function find(desk: Opened, view = VIEW, kits?: AccountKits['kits']) {
  desk.fake.findAnswer = MATCH
  desk.fake.accountRead = { kind: 'read', aggregateId: ACCOUNT, view, kits }
  await say(desk)
  await userEvent.keyboard('{Enter}')
  await expect.element(desk.screen.getByText('Match: the account is open')).toBeVisible()
}

const asked = ({ calls }: Opened) => calls.filter(({ name }) => name === 'account.find')

test('[R15] looked up by a device and what the document shows; a double press is one try, and no match says no part that is wrong', async () => {
  const desk = await open()
  const { screen, fake } = desk
  await look('account-1-empty')
  await screen.getByLabelText('First name').fill('Maria')
  await screen.getByLabelText('Last name').fill('Sobral')
  await expect.element(screen.getByRole('button', { name: 'Look it up' })).toBeDisabled()
  await say(desk)
  fake.findAnswer = { kind: 'no-match', triesLeft: 2 }
  await screen.getByRole('button', { name: 'Look it up' }).dblClick()
  await expect.element(screen.getByText(/2 tries are left/)).toBeVisible()
  expect(asked(desk).map(({ request }) => request)).toEqual([
    {
      named: { by: 'device', deviceId: DEVICE },
      document: 'citizen-card',
      givenName: 'Maria João',
      familyName: 'Silva Sobral',
      dateOfBirth: '1992-05-03',
    },
  ])
  await look('account-2-no-match')
  await expect.element(screen.getByRole('button', { name: 'Look it up' })).toBeDisabled()
  await scan('C9T3XB7KD5MW')
  await expect.element(screen.getByText(/2 tries are left/)).not.toBeInTheDocument()
  await expect.element(screen.getByRole('button', { name: 'Look it up' })).toBeEnabled()
  await scan(DEVICE)
  await expect.element(screen.getByRole('button', { name: 'Look it up' })).toBeDisabled()
  fake.findAnswer = { kind: 'wait', retryAfterMs: 1_790_000 }
  await screen.getByLabelText('Date of birth').fill('04/05/1992')
  await screen.getByRole('button', { name: 'Look it up' }).click()
  await expect.element(screen.getByText(/possible in 30 min/)).toBeVisible()
  fake.findAnswer = { kind: 'no-answer', cause: 'offline' }
  await screen.getByRole('button', { name: 'Look it up' }).click()
  await expect.element(screen.getByText(/can be seen only online/)).toBeVisible()
  await look('account-3-offline')
})

test('[R11] [R13] [GD15] My Devices shows a kit with its parts, and the guarantee says which holder is in it', async () => {
  const desk = await open()
  const { screen } = desk
  const holder = deviceIdSchema.parse('C9T3XB7KD5MW')
  await find(desk, VIEW, [
    {
      kitId: deviceIdSchema.parse(DEVICE),
      places: [
        { kind: 'holder', deviceId: holder, isReplaced: true },
        { kind: 'charger', deviceId: null, isReplaced: false },
      ],
    },
  ])
  await expect
    .element(screen.getByText('In the kit: Holder …D5MW (came in the place of another one) · Charger none'))
    .toBeVisible()
  await look('account-kit')
  await screen.getByText('A device does not work').click()
  await scan(DEVICE)
  await screen.getByText('Holder of this kit').click()
  await screen.getByLabelText('Code on the faulty holder').fill('H2V4WX6Y8Z3A')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/Another one is in this kit by now/)).toBeVisible()
  await screen.getByText('Charger of this kit').click()
  expect(screen.getByText('H2V4 WX6Y 8Z3A').query()).toBeNull()
  await screen.getByRole('button', { name: 'The code on it cannot be read' }).click()
  await expect.element(screen.getByText(/This kit has no such part any more/)).toBeVisible()
  await screen.getByRole('button', { name: 'Remove K7M2 9QX4 TB3D' }).click()
  await screen.getByLabelText('Code of the faulty device').fill(holder)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/This holder belongs to the kit of the box …TB3D/)).toBeVisible()
  expect(screen.getByRole('radio', { checked: true }).query()).toBeNull()
})

test('[R15] Enter asks again after no answer: what had the focus still has it', async () => {
  const desk = await open()
  const { screen, fake } = desk
  await say(desk)
  let answer: (result: FindResult) => void = () => undefined
  fake.findAnswer = new Promise((resolve) => (answer = resolve))
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('Asking the account API')).toBeVisible()
  answer({ kind: 'no-answer', cause: 'offline' })
  await expect.element(screen.getByText(/can be seen only online/)).toBeVisible()
  // Said of nobody yet: whoever is found next has to ask for it.
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByLabelText('Date of birth').click()
  await scan('5601234567890')
  await expect.element(screen.getByText(/This screen makes nothing of it/)).toBeVisible()
  fake.findAnswer = MATCH
  fake.accountRead = { kind: 'read', aggregateId: ACCOUNT, view: VIEW }
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('Match: the account is open')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: HERE })).toHaveAttribute('aria-pressed', 'false')
})

test('[R13] [R12] an account that was found shows its devices in masked form; one that is lost is let go from the list', async () => {
  const desk = await open({ state: unlocked(PRACTICE, RUI) })
  const { screen, saves } = desk
  await find(desk)
  await expect.element(screen.getByText('…TB3D')).toBeVisible()
  await expect.element(screen.getByText('…7KQ2')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/K7M2|Maria|Sobral|1992/)
  await screen.getByText('Let a device go', { exact: true }).click()
  await screen.getByRole('button', { name: 'Let …TB3D go' }).click()
  await expect.element(screen.getByRole('button', { name: 'Remove …TB3D' })).toBeVisible()
  expect(document.body.textContent).not.toContain('K7M2')
  await screen.getByText('Lost').click()
  await screen.getByRole('button', { name: HERE }).click()
  await look('account-4-found')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const payload = { deviceId: DEVICE, reason: 'lost', registration: null }
  expect(saves).toMatchObject([
    { aggregateId: ACCOUNT, dependsOn: [], operation: { type: 'device-released', payload } },
  ])
})

test('[R9] [R14] a link is sent again by the store, which neither sees nor sets a password', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Send a link by e-mail').click()
  await screen.getByText('New password', { exact: true }).click()
  await screen.getByRole('button', { name: HERE }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  await screen.getByRole('button', { name: 'Something else for this customer' }).click()
  await screen.getByText('Send a link by e-mail').click()
  await screen.getByText('Activation, once more').click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves.map(({ operation }) => operation)).toEqual([
    { type: 'link-request', payload: { link: 'password', registration: null } },
    { type: 'link-request', payload: { link: 'activation', registration: null } },
  ])
  expect(saves[0]?.operationId).not.toBe(saves[1]?.operationId)
})

test('[R16] of an account that is not read, a removal says that open cases cannot be seen and what happens then', async () => {
  const desk = await open()
  const { screen } = desk
  desk.fake.findAnswer = MATCH
  desk.fake.accountRead = { kind: 'no-answer', cause: 'offline' }
  await say(desk)
  await userEvent.keyboard('{Enter}')
  await screen.getByText('Remove the account').click()
  await expect
    .element(screen.getByText(/^Which cases are open cannot be seen here now\. If one is/))
    .toBeVisible()
  await expect.element(screen.getByText(/^Law keeps, without a name/)).toBeVisible()
  expect(screen.getByText(/^Guarantee, …/).query()).toBeNull()
})

test('[R16] whoever registered here a minute ago and was not sent yet is removed here: what is true of that is said, and what was kept of them to correct goes at once', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts()
  const screen = await render(<App ports={desk.ports} />)
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const registration = desk.saves.at(-1)
  if (registration === undefined) throw new Error('not saved')
  const { operationId, aggregateId } = registration
  desk.rows.set([rowOf(1203, { operationId, aggregateId })])
  await screen.getByRole('button', { name: 'Service', exact: true }).click()
  await screen.getByRole('button', { name: /^Registration · no\. 1203/ }).click()
  await screen.getByText('Remove the account').click()
  await expect
    .element(screen.getByText(/^The account API has not settled this registration yet/))
    .toBeVisible()
  await screen.getByLabelText('Document shown').selectOptions('Passport')
  await screen.getByRole('button', { name: HERE }).click()
  await look('account-9-removal-unsent')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  const payload = { who: { by: 'record', registration: operationId }, document: 'passport' }
  expect(desk.saves.at(-1)).toMatchObject({
    aggregateId,
    dependsOn: [operationId],
    operation: { type: 'removal-request', payload },
  })
  await screen.getByRole('button', { name: 'Register', exact: true }).click()
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Correct', exact: true }).query()).toBeNull()
})

test('[R20][LO7] an account that was found shows its points, joins or exchanges them, and they go with it', async () => {
  const desk = await open()
  const { screen, saves, fake } = desk
  const rewards = [{ item: 'discount-5', points: 50 }]
  const standing = { serverTime: '2026-11-22T14:37:00.000Z', isMember: true, points: 100, rewards }
  fake.loyaltyAnswer = { kind: 'known', standing }
  await find(desk)
  await screen.getByText('Loyalty and points').click()
  await expect.element(screen.getByText('Member. Points: 100')).toBeVisible()
  expect(desk.calls.findLast(({ name }) => name === 'loyalty.read')?.request).toEqual({ registration: null })
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByText('€5 off accessories').click()
  await screen.getByRole('button', { name: HERE }).click()
  await look('account-8-points')
  await lockMeanwhile(desk)
  await expect.element(screen.getByText(/^The account is not open any more/)).toBeVisible()
  expect(screen.getByText('Member. Points: 100').query()).toBeNull()
  await find(desk)
  await expect.element(screen.getByText('Member. Points: 100')).toBeVisible()
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByText('€5 off accessories').click()
  await screen.getByRole('button', { name: HERE }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Not answered yet: hand nothing over')).toBeVisible()
  const payload = { item: 'discount-5', points: 50, registration: null }
  const operation = { type: 'loyalty-redemption', payload }
  expect(saves).toMatchObject([{ aggregateId: ACCOUNT, dependsOn: [], operation }])
})

test('[R15] a copy of their data goes to the customer by a link, and is not on this screen', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Send a link by e-mail').click()
  await screen.getByText('Copy of their data').click()
  await expect.element(screen.getByText(/Nobody here .* sees the data/)).toBeVisible()
  await screen.getByRole('button', { name: HERE }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves).toMatchObject([
    { operation: { type: 'link-request', payload: { link: 'data', registration: null } } },
  ])
})

test('[R14] other contact details are read by the customer, who confirms them by a link', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Change contact details').click()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByLabelText('New e-mail').fill('maria@')
  await screen.getByLabelText('New mobile phone').fill('912 345 678')
  await expect.element(screen.getByText(/not a whole e-mail address/)).toBeVisible()
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('New e-mail').fill('Maria.Nova@exemplo.pt')
  // What is written anew has to be read anew.
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Language of the account').selectOptions('English')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await look('account-6-contact')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/nova@|912/i)
  const fields = { email: 'maria.nova@exemplo.pt', mobilePhone: '+351912345678', language: 'en' }
  const payload = { fields, isReadByCustomer: true, registration: null }
  expect(saves).toMatchObject([{ aggregateId: ACCOUNT, operation: { type: 'contact-change', payload } }])
})

test('[R14] another postal address is written in any script and waits for the customer’s word', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await find(desk, { ...VIEW, isEmailConfirmed: false })
  await screen.getByText('Change contact details').click()
  await expect.element(screen.getByText(/goes out only after the customer has confirmed it/)).toBeVisible()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByLabelText('Postal address').selectOptions('Another one')
  await screen.getByLabelText('Street and number').fill('東京都港区 4111 1111 1111 1111')
  await expect.element(screen.getByText(/number of a payment card/)).toBeVisible()
  await screen.getByLabelText('Postal code').fill('105-0011')
  await screen.getByLabelText('Place').fill('港区')
  await screen.getByLabelText('Country of the address').selectOptions('Japan')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Street and number').fill('芝公園4丁目2-8')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await look('account-12-address')
  await userEvent.keyboard('{Escape}{Enter}')
  await expect.element(screen.getByLabelText('Street and number')).toHaveValue('芝公園4丁目2-8')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(document.body.textContent).not.toContain('港区')
  const postalAddress = {
    lines: ['芝公園4丁目2-8'],
    postalCode: '105-0011',
    locality: '港区',
    country: 'JP',
  }
  expect(saves.map(({ operation }) => operation.payload)).toMatchObject([{ fields: { postalAddress } }])
})

test('[R15] a mobile phone and a postal address are taken out of the account; what was typed of a customer goes with their account', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Change contact details').click()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByRole('button', { name: 'No mobile phone any more' }).click()
  await screen.getByLabelText('Postal address').selectOptions('None any more')
  await screen.getByRole('button', { name: /has read it here/ }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[0]?.operation.payload).toMatchObject({ fields: { mobilePhone: null, postalAddress: null } })
  await screen.getByRole('button', { name: 'Something else for this customer' }).click()
  await screen.getByText('Change contact details').click()
  await screen.getByLabelText('New e-mail').fill('outra@exemplo.pt')
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
  await expect.element(screen.getByLabelText('New e-mail')).toHaveValue('')
})

test('[R8] [C37] of an account that was found each question says what was answered before', async () => {
  const desk = await open()
  const { screen } = desk
  const at = '2026-02-03T10:00:00.000Z'
  const consents = [
    { purpose: 'marketing', channel: 'email', answer: 'yes' as const, at },
    { purpose: 'marketing', channel: 'sms', answer: 'no' as const, at },
  ]
  await find(desk, { ...VIEW, consents })
  await screen.getByText('Change their choices').click()
  const questions = screen.getByRole('radiogroup', { name: /^Quero/ })
  await expect.element(questions.nth(0)).toBeInViewport()
  await expect.element(questions.nth(0).getByText('Sim desde 3 de fevereiro de 2026')).toBeVisible()
  await expect.element(questions.nth(1).getByText('Não desde 3 de fevereiro de 2026')).toBeVisible()
  await expect.element(questions.nth(2).getByText('Sem resposta até agora')).toBeVisible()
  await look('account-7-choices')
})

test('[R16] a removal says first what is lost and what holds it up, and asks what was shown', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await find(desk)
  await screen.getByText('Remove the account').click()
  await expect.element(screen.getByText(/^2 devices become free/)).toBeVisible()
  await expect.element(screen.getByText(/^3 cases are open/)).toBeVisible()
  const said = screen.getByRole('listitem').filter({ hasText: /^3 cases are open/ })
  for (const words of [
    /^Guarantee, …TB3D, since .*3/,
    /^Assistance, …D5MW, since .*9/,
    /^A question for a store or head office/,
  ])
    await expect.element(said.getByText(words)).toBeVisible()
  await screen.getByRole('button', { name: HERE }).click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByLabelText('Document shown').selectOptions('Passport')
  await look('account-5-removal')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const payload = { who: { by: 'record', registration: null }, document: 'passport' }
  expect(saves).toMatchObject([{ aggregateId: ACCOUNT, operation: { type: 'removal-request', payload } }])
})

test('[R15] a lock closes the account and forgets what was typed of its customer; so does the end of its time', async () => {
  const desk = await open()
  const { screen, fake } = desk
  await find(desk)
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('')
  await find(desk)
  await screen.getByText('Send a link by e-mail').click()
  await screen.getByText('New password', { exact: true }).click()
  await screen.getByRole('button', { name: HERE }).click()
  fake.nextSave = { kind: 'not-saved', reason: 'invalid' }
  fake.accountRead = { kind: 'closed' }
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
})

test('[R15] an account is shown once it is read, and not to a customer of this till who was chosen meanwhile', async () => {
  const desk = await open()
  const { screen, fake } = desk
  let answer: (read: AccountRead) => void = () => {}
  fake.findAnswer = MATCH
  fake.accountRead = new Promise((resolve) => {
    answer = resolve
  })
  await say(desk)
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => desk.calls.map(({ name }) => name)).toContain('account.read')
  await expect.element(screen.getByRole('button', { name: 'Asking the account API' })).toBeVisible()
  expect(screen.getByText(/could not be read now/).query()).toBeNull()
  await screen.getByText('Registered at this till').click()
  answer({ kind: 'read', aggregateId: ACCOUNT, view: VIEW })
  await expect.element(screen.getByLabelText('First name')).not.toBeInTheDocument()
  await expect.poll(() => desk.calls.map(({ name }) => name)).toContain('account.leave')
  expect(screen.getByText('Match: the account is open').query()).toBeNull()
})

test('[R15] [R17] a device that does not work goes to the account that was found; its end is said, and the next customer does not find it', async () => {
  const desk = await open()
  const { screen, fake, saves, calls } = desk
  await find(desk)
  await screen.getByText('A device does not work').click()
  await scan(DEVICE)
  await screen.getByText('In this country').click()
  await screen.getByText('Does not charge', { exact: true }).click()
  await screen.getByText('The whole kit').click()
  await screen.getByText('None of these').click()
  await screen.getByLabelText(/^Delivered on/).fill('10/02/2026')
  await screen.getByText('Collection point', { exact: true }).click()
  await screen.getByLabelText('Find a collection point').fill('coimbra')
  await screen.getByRole('button', { name: /^Balcão de treino/ }).click()
  await screen.getByRole('button', { name: 'The customer of this account is here and asks for it' }).click()
  fake.nextSave = { kind: 'not-saved', reason: 'invalid' }
  fake.accountRead = { kind: 'closed' }
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
  await find(desk)
  await screen.getByText('A device does not work').click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await screen.getByRole('button', { name: 'Next customer' }).click()
  expect(saves.at(-1)).toMatchObject({ aggregateId: ACCOUNT, dependsOn: [] })
  await expect.element(screen.getByText('Registered at this till')).toBeVisible()
  expect(screen.getByText('Match: the account is open').query()).toBeNull()
  expect(calls.map(({ name }) => name)).toContain('account.leave')
})

test('[R15] [I9] a lock shows nothing more of an account although a record about it is perhaps saved', async () => {
  const desk = await open()
  const { screen, fake, saves } = desk
  await find(desk)
  await screen.getByText('Send a link by e-mail').click()
  await screen.getByText('New password', { exact: true }).click()
  await screen.getByRole('button', { name: HERE }).click()
  fake.nextSave = { kind: 'unknown' }
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/…TB3D|…7KQ2|Match: the account is open/)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]).toEqual(saves[0])
})

test('[R15] the account leaves the screen when its time is over, although nobody does anything', async () => {
  const desk = await open()
  const { screen, fake } = desk
  const expiresAt = new Date(fake.nowMs + 200).toISOString()
  fake.findAnswer = { kind: 'match', found: { aggregateId: ACCOUNT, expiresAt } }
  fake.accountRead = { kind: 'read', aggregateId: ACCOUNT, view: VIEW }
  await say(desk)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/…TB3D|…7KQ2|Match: the account is open/)
})

test('[LO7] [I9] a lock shows no points of an account although an exchange of them is perhaps saved', async () => {
  const desk = await open()
  const { screen, fake, saves } = desk
  const rewards = [{ item: 'discount-5', points: 50 }]
  const standing = { serverTime: '2026-11-22T14:37:00.000Z', isMember: true, points: 100, rewards }
  fake.loyaltyAnswer = { kind: 'known', standing }
  await find(desk)
  await screen.getByText('Loyalty and points').click()
  await screen.getByText('Exchange points', { exact: true }).click()
  await screen.getByText('€5 off accessories').click()
  await screen.getByRole('button', { name: HERE }).click()
  fake.nextSave = { kind: 'unknown' }
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await lockMeanwhile(desk)
  await expect.element(screen.getByText(/^The account is not open any more/)).toBeVisible()
  expect(screen.getByText('Member. Points: 100').query()).toBeNull()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(() => saves.length).toBe(2)
  expect(saves[1]).toEqual(saves[0])
})

test('[R13] [R15] a device that was chosen from the list of an account goes with it, and is never shown whole', async () => {
  const desk = await open()
  const { screen, fake } = desk
  await find(desk)
  await screen.getByText('Let a device go', { exact: true }).click()
  await screen.getByRole('button', { name: 'Let …TB3D go' }).click()
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('The account is closed again')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/TB3D/)
  await find(desk)
  await screen.getByRole('button', { name: 'Let …TB3D go' }).click()
  await screen.getByText('Lost').click()
  await screen.getByRole('button', { name: HERE }).click()
  fake.nextSave = { kind: 'unknown' }
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('…TB3D')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/K7M2/)
})

test('[R14] what a customer of this till wants to be reached by outlasts a lock, and is not the next customer\u2019s', async () => {
  const desk = await open()
  const { screen, rows } = desk
  rows.set([rowOf(1204), rowOf(1205)])
  await screen.getByText('Registered at this till').click()
  await screen.getByRole('button', { name: /^Registration · no\. 1204/ }).click()
  await screen.getByText('Change contact details').click()
  await screen.getByLabelText('New e-mail').fill('nova@exemplo.pt')
  await lockMeanwhile(desk)
  await expect.element(screen.getByLabelText('New e-mail')).toHaveValue('nova@exemplo.pt')
  await expect
    .element(screen.getByRole('button', { name: /is here and asks/ }))
    .toHaveAttribute('aria-pressed', 'false')
  await screen.getByRole('button', { name: /^Registration · no\. 1205/ }).click()
  await expect.element(screen.getByLabelText('New e-mail')).toHaveValue('')
})

test('[R15] in Portuguese and dark, an account is looked up', async () => {
  const desk = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  const { screen, fake } = desk
  fake.findAnswer = { kind: 'no-match', triesLeft: 1 }
  await scan(DEVICE)
  await screen.getByLabelText('Documento mostrado').selectOptions('Passaporte')
  await screen.getByLabelText('Nome', { exact: true }).fill('Maria')
  await screen.getByLabelText('Apelido').fill('Sobral')
  await screen.getByLabelText('Data de nascimento').fill('03051992')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/Resta uma tentativa/)).toBeVisible()
  await look('pt-account-1-no-match-dark')
  fake.findAnswer = MATCH
  fake.accountRead = { kind: 'read', aggregateId: ACCOUNT, view: VIEW }
  await screen.getByLabelText('Data de nascimento').fill('04051992')
  await screen.getByRole('button', { name: 'Procurar', exact: true }).click()
  await expect.element(screen.getByText('Corresponde: a conta está aberta')).toBeVisible()
  await look('pt-account-2-found-dark')
})
