import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'

import { ACCOUNT, HERE, MATCH, VIEW, find, openAccounts, say } from './account-steps.tsx'
import { fillCustomer, proveAge, refuseEverything, typeDevice } from './counter-steps.ts'
import { DEVICE, fakePorts, rowOf } from './fake-ports.ts'
import { look } from './picture.ts'
import { lockMeanwhile } from './service-steps.ts'

test('[R16] of an account that is not read, a removal says that open cases cannot be seen and what happens then', async () => {
  const desk = await openAccounts()
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
  const desk = await openAccounts()
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

test('[R16] a removal says first what is lost and what holds it up, and asks what was shown', async () => {
  const desk = await openAccounts()
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
  const desk = await openAccounts()
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

test('[R15] [I9] a lock shows nothing more of an account although a record about it is perhaps saved', async () => {
  const desk = await openAccounts()
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
  const desk = await openAccounts()
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
  const desk = await openAccounts()
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
