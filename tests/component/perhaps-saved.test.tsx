import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render, type RenderResult } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'

import { fillCustomer, proveAge, refuseEverything, scan, typeDevice } from './counter-steps.ts'
import { DEVICE, fakePorts } from './fake-ports.ts'

const OTHER_DEVICE = 'K7M29QX4TB3E'

async function open() {
  await page.viewport(1366, 768)
  const desk = fakePorts({})
  const screen = await render(<App ports={desk.ports} />)
  return { ...desk, screen }
}

async function saidOf(screen: RenderResult) {
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  expect(screen.getByText('Not saved', { exact: true }).query()).toBeNull()
}

test('[R4] [I9] a refusal after an age check that may be on disk is a record of its own', async () => {
  const { screen, saves, fake } = await open()
  fake.nextSave = { kind: 'unknown' }
  await proveAge(screen, '03/05/1992')
  await saidOf(screen)
  await screen.getByLabelText('Date of birth').fill('23-11-2008')
  await screen.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
  await expect.poll(() => saves.length).toBe(2)
  expect(saves[1]?.operation).toMatchObject({ type: 'age-check', payload: { outcome: 'refused' } })
  expect(saves[1]?.operationId).not.toBe(saves[0]?.operationId)
})

test('[R2] [I9] the same age check again is the same record', async () => {
  const { screen, saves, fake } = await open()
  fake.nextSave = { kind: 'unknown' }
  await proveAge(screen, '03/05/1992')
  await saidOf(screen)
  await screen.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(saves[1]?.operationId).toBe(saves[0]?.operationId)
})

test('[I9] a registration that may be on disk stays as it was handed over, whatever is typed or scanned', async () => {
  const { screen, saves, fake } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  fake.nextSave = { kind: 'unknown' }
  await screen.getByRole('button', { name: /^Save/ }).click()
  await saidOf(screen)
  await expect.element(screen.getByText(/Nothing of it can be changed/)).toBeVisible()
  await page.screenshot({ path: '../../out/screens/perhaps-saved.png' })
  await expect.element(screen.getByRole('button', { name: 'Finish without registering' })).toBeDisabled()
  await scan(OTHER_DEVICE)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('M. C.')).toBeVisible()
  expect(saves).toHaveLength(3)
  expect(saves[2]?.operationId).toBe(saves[1]?.operationId)
  expect(saves[2]?.operation).toEqual(saves[1]?.operation)
})

test('[I9] a record that is perhaps taken back keeps its reason', async () => {
  const { screen, saves, fake } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await screen.getByRole('button', { name: /^Save/ }).click()
  await screen.getByRole('button', { name: 'Take back' }).click()
  await screen.getByText('The customer changed their mind').click()
  fake.nextSave = { kind: 'unknown' }
  await screen.getByRole('button', { name: /^Take back/ }).click()
  await saidOf(screen)
  await expect.element(screen.getByRole('button', { name: 'Leave it as it was' })).toBeDisabled()
  await screen.getByText('Recorded by mistake').click()
  await screen.getByRole('button', { name: /^Take back/ }).click()
  await expect.element(screen.getByText('Record taken back')).toBeVisible()
  expect(saves[3]).toEqual(saves[2])
})

test('[I9] a correction that may be on disk is not left: it is the same record when it is saved again', async () => {
  const { screen, saves, fake } = await open()
  await proveAge(screen)
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByText('Accessories').click()
  fake.nextSave = { kind: 'unknown' }
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await saidOf(screen)
  await expect.element(screen.getByRole('button', { name: 'Leave it as it was' })).toBeDisabled()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Correction', { exact: true })).toBeVisible()
  expect(saves[3]).toEqual(saves[2])
})

test('[I9] a return that may be on disk stays as it was handed over', async () => {
  const { screen, saves, fake } = await open()
  await screen.getByRole('button', { name: 'Return' }).click()
  await screen.getByLabelText('Code of what came back').fill(DEVICE)
  await userEvent.keyboard('{Enter}')
  fake.nextSave = { kind: 'unknown' }
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await saidOf(screen)
  await scan(OTHER_DEVICE)
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]).toEqual(saves[0])
})
