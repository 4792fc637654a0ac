import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'

import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import type { AccountRead, FindResult } from '#shared/contracts/account-answers.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { ACCOUNT, HERE, MATCH, VIEW, asked, find, openAccounts, say } from './account-steps.tsx'
import { scan } from './counter-steps.ts'
import { DEVICE, RUI, unlocked } from './fake-ports.ts'
import { REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'
import { lockMeanwhile } from './service-steps.ts'

test('[R15] looked up by a device and what the document shows; a double press is one try, and no match says no part that is wrong', async () => {
  const desk = await openAccounts({}, REAL_HANDS)
  const { screen, fake } = desk
  await look('account-1-empty')
  await screen.getByLabelText('First name').fill('Maria')
  await screen.getByLabelText('Last name').fill('Sobral')
  await expect.element(screen.getByRole('button', { name: 'Look it up' })).toBeDisabled()
  await say(desk, REAL_HANDS)
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
  const desk = await openAccounts()
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
  const desk = await openAccounts()
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
  const desk = await openAccounts({ state: unlocked(PRACTICE, RUI) })
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

test('[R15] a copy of their data goes to the customer by a link, and is not on this screen', async () => {
  const desk = await openAccounts()
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

test('[R8] [C37] of an account that was found each question says what was answered before', async () => {
  const desk = await openAccounts()
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

test('[R15] an account is shown once it is read, and not to a customer of this till who was chosen meanwhile', async () => {
  const desk = await openAccounts()
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
  const desk = await openAccounts()
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

test('[R13] [R15] a device that was chosen from the list of an account goes with it, and is never shown whole', async () => {
  const desk = await openAccounts()
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

test('[R15] in Portuguese and dark, an account is looked up', async () => {
  const desk = await openAccounts({ settings: { language: 'pt-PT', theme: 'dark' } })
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
