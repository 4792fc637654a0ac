import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

import { fillCustomer, proveAge } from './counter-steps.ts'
import { ANA, RUI, configurationOf, fakePorts, idNumber, unlocked } from './fake-ports.ts'

const LOCKED = {
  phase: 'locked' as const,
  accountApiUrl: 'https://accounts.example',
  configuration: configurationOf(PRACTICE),
  operators: [ANA, RUI],
  notices: [],
}

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible()
  const lock = async () => {
    desk.state.set(LOCKED)
    await expect.element(screen.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  }
  const unlockAs = async (operator: typeof ANA) => {
    desk.state.set(unlocked(PRACTICE, operator))
    await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  }
  return { ...desk, screen, lock, unlockAs }
}

type Open = Awaited<ReturnType<typeof open>>

async function typeMaria({ screen }: Pick<Open, 'screen'>) {
  await proveAge(screen)
  await fillCustomer(screen)
}

test('[R2] a customer is put on hold with one key, another is served, and the first comes back as it was', async () => {
  const desk = await open()
  const { screen, drafts } = desk
  expect(screen.getByRole('button', { name: 'Put on hold' }).query()).toBeNull()
  await typeMaria(desk)
  await userEvent.keyboard('{Control>}h{/Control}')
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  const maria = screen.getByRole('button', {
    name: /^Go on with M. C.: Registration, on hold since 14:37, Ana/,
  })
  await expect.element(maria).toBeVisible()
  expect(document.body.textContent).not.toContain('Conceição')
  await page.screenshot({ path: '../../out/screenshots/hold-one.png' })

  await proveAge(screen, '30/11/1980')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  await maria.click()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /^Go on with No name yet: Age/ })).toBeVisible()
  expect(drafts.size).toBe(2)
  await page.screenshot({ path: '../../out/screenshots/hold-two.png' })
})

test('[C14] what is typed is parked by itself a moment later, and only what changed', async () => {
  const { screen, calls, drafts } = await open()
  await screen.getByLabelText('Date of birth').fill('03/05')
  await expect.poll(() => drafts.size, { timeout: 3000 }).toBe(1)
  expect([...drafts.values()][0]?.asked).toMatchObject({ isOnHold: false, summary: { step: 'age' } })
  const parks = () => calls.filter(({ name }) => name === 'draft.park').length
  const before = parks()
  await screen.getByRole('button', { name: /^To send/ }).click()
  await screen.getByRole('button', { name: 'Register' }).click()
  expect(parks()).toBe(before)
  await screen.getByLabelText('Date of birth').fill('')
  await expect.poll(() => drafts.size).toBe(0)
})

test('[C13] [C14] a lock takes what was typed out of the window; it comes back for its operator by itself', async () => {
  const desk = await open()
  const { screen, drafts } = desk
  await typeMaria(desk)
  await desk.lock()
  await expect.poll(() => drafts.size).toBe(1)
  await desk.unlockAs(ANA)
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  // What main holds is what came back: the window itself kept nothing.
  await desk.lock()
  await expect.poll(() => desk.calls.filter(({ name }) => name === 'draft.park').length).toBeGreaterThan(0)
  drafts.clear()
  await desk.unlockAs(ANA)
  expect(screen.getByLabelText('First name').query()).toBeNull()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
})

test('[R2] [C13] a colleague sees that somebody waits, masked, and goes on only after a new age check', async () => {
  const desk = await open()
  const { screen } = desk
  await typeMaria(desk)
  await desk.lock()
  await expect.poll(() => desk.drafts.size).toBe(1)
  await desk.unlockAs(RUI)
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  const maria = screen.getByRole('button', {
    name: /^Go on with M. C.: Registration, left open at 14:37, Ana/,
  })
  await maria.click()
  await expect.element(screen.getByText(/Somebody else is at work now/)).toBeVisible()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  await expect.element(screen.getByRole('button', { name: /^Save · \d open/ })).toBeDisabled()
  await proveAge(screen)
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  const checks = desk.saves.filter(({ operation }) => operation.type === 'age-check')
  expect(
    checks.map(({ operation }) => 'operator' in operation.payload && operation.payload.operator),
  ).toEqual(['ana', 'rui'])
})

test('[D3] after a start the own customer waits with a word, and the age is proven anew', async () => {
  const first = await open()
  await typeMaria(first)
  await expect
    .poll(() => [...first.drafts.values()][0]?.asked.summary.initials, { timeout: 3000 })
    .toBe('M. C.')
  await first.screen.unmount()
  const second = fakePorts()
  // Another start mints other ids.
  for (let count = 0; count < 100; count += 1) second.ports.newId()
  for (const [draftId, draft] of first.drafts) second.drafts.set(draftId, draft)
  const screen = await render(<App ports={second.ports} />)
  const again = screen.getByRole('button', { name: /^Continue with the customer you were serving: M. C./ })
  await expect.element(again).toBeVisible()
  await page.screenshot({ path: '../../out/screenshots/hold-continue.png' })
  await again.click()
  await expect.element(screen.getByText(/The desk was started again/)).toBeVisible()
  await proveAge(screen)
  await expect.element(screen.getByLabelText('Last name')).toHaveValue('Conceição')
})

test('[R4] a refusal destroys the copy at once, also when the refusal itself cannot be saved', async () => {
  const desk = await open()
  const { screen, drafts, fake } = desk
  await typeMaria(desk)
  await expect.poll(() => drafts.size, { timeout: 3000 }).toBe(1)
  fake.nextSave = { kind: 'not-saved', reason: 'disk-failed' }
  await screen.getByRole('button', { name: 'Sale not possible …' }).click()
  await screen.getByRole('button', { name: 'Buying for a minor' }).click()
  await expect.poll(() => drafts.size).toBe(0)
})

test('[I9] where a customer cannot be put on hold the form stays and the screen says why', async () => {
  const desk = await open()
  const { screen, fake } = desk
  await typeMaria(desk)
  fake.parkAnswer = 'disk-full'
  await screen.getByRole('button', { name: 'Put on hold' }).click()
  await expect.element(screen.getByText('The customer was not put on hold')).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await page.screenshot({ path: '../../out/screenshots/hold-failed.png' })
})

test('[I2] [I9] a form that is a record already says its number, and is forgotten when that was read', async () => {
  const desk = fakePorts()
  const draftId = aggregateIdSchema.parse(idNumber(44))
  desk.fake.draftList = {
    ...desk.fake.draftList,
    alreadySaved: [{ draftId, what: 'registration', sequence: 1204 }],
    lost: { unreadable: 1, newPin: 2, dayOver: 0 },
  }
  await page.viewport(1366, 768)
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByText('Already saved, no. 1204')).toBeVisible()
  await expect.element(screen.getByText('1 customer on hold could not be opened')).toBeVisible()
  await expect.element(screen.getByText('2 customers on hold were deleted')).toBeVisible()
  for (let count = 0; count < 3; count += 1) await screen.getByRole('button', { name: 'OK' }).first().click()
  await expect.element(screen.getByRole('button', { name: 'OK' })).not.toBeInTheDocument()
  expect(desk.calls.find(({ name }) => name === 'draft.discard')?.request).toEqual({ draftId })
})

test('[C22] without a keystore the lock screen says how long what was typed is kept', async () => {
  const desk = await open()
  const { screen, fake } = desk
  fake.draftList = { ...fake.draftList, keptOn: 'memory' }
  await desk.lock()
  expect(screen.getByText(/stays only until Counterside is closed/).query()).toBeNull()
  await desk.unlockAs(ANA)
  await typeMaria(desk)
  await desk.lock()
  await expect.element(screen.getByText(/stays only until Counterside is closed/)).toBeVisible()
})

test('[R30] in Portuguese, dark, with a full bar', async () => {
  const desk = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  const { screen } = desk
  for (let count = 0; count < 5; count += 1) {
    await screen.getByLabelText('Data de nascimento').fill('03/05/1992')
    await userEvent.keyboard('{Control>}h{/Control}')
    await expect.element(screen.getByLabelText('Data de nascimento')).toHaveValue('')
  }
  await screen.getByLabelText('Data de nascimento').fill('04')
  const bar = screen.getByRole('region', { name: 'Clientes em espera' })
  await expect.element(bar).toBeVisible()
  expect(
    bar.getByRole('button', { name: /^Continuar com Ainda sem nome: Idade, em espera desde as 14:37/ }).all(),
  ).toHaveLength(5)
  await expect.element(bar.getByRole('button', { name: 'Pôr em espera' })).toBeVisible()
  await page.screenshot({ path: '../../out/screenshots/hold-pt-dark.png' })
})

test('a customer who was gone on with and saved is on hold no more', async () => {
  const desk = await open()
  const { screen } = desk
  await typeMaria(desk)
  await userEvent.keyboard('{Control>}h{/Control}')
  const maria = screen.getByRole('button', { name: /^Go on with M. C./ })
  await maria.click()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  desk.drafts.clear()
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(maria.query()).toBeNull()
  await screen.getByRole('button', { name: 'Next customer' }).click()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  expect(maria.query()).toBeNull()
})

test('[R4] a customer who leaves is cleared, asked once more, here and on disk', async () => {
  const desk = await open()
  const { screen, drafts } = desk
  await typeMaria(desk)
  await expect.poll(() => drafts.size, { timeout: 5000 }).toBe(1)
  await screen.getByRole('button', { name: 'Clear …' }).click()
  await page.screenshot({ path: '../../out/screenshots/hold-clear.png' })
  await screen.getByRole('button', { name: 'Keep' }).click()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await screen.getByRole('button', { name: 'Clear …' }).click()
  await screen.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  expect(screen.getByRole('button', { name: /^Go on with/ }).query()).toBeNull()
  await expect.poll(() => drafts.size).toBe(0)
})
