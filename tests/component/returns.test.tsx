import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'

import { scan } from './counter-steps.ts'
import { DEVICE, fakePorts, rowOf } from './fake-ports.ts'
import { look } from './picture.ts'

const CODE = 'Code of what came back'

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  desk.fake.slips = [null, { initials: 'M. C.', devices: ['…TB3D'], ageOutcome: null }]
  desk.slips.push(...desk.fake.slips)
  desk.rows.set([
    rowOf(1206, { type: 'sale' }),
    rowOf(1204),
    rowOf(1203, { type: 'age-check' }),
    rowOf(204, { type: 'sale', status: 'accepted' }),
  ])
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: given.settings === undefined ? 'Return' : 'Devolução' }).click()
  return { ...desk, screen }
}

test('goods come back by scanner and by hand, from a record found by its number, within its aggregate', async () => {
  const { screen, saves, rows } = await open()
  await look('returns-1-empty')
  await expect.element(screen.getByRole('button', { name: 'Nothing has come back yet' })).toBeDisabled()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(saves).toHaveLength(0)
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await screen.getByLabelText(CODE).fill('c9t3 xb7k 5mwd')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('C9T3 XB7K 5MWD')).toBeVisible()
  await screen.getByLabelText('Number of the record').fill('1.204')
  await expect
    .element(screen.getByRole('button', { name: /^Sale without registration/ }))
    .not.toBeInTheDocument()
  const record = screen.getByRole('button', { name: /^Registration · no\. 1204 .* M\. C\. · …TB3D$/ })
  await record.click()
  await expect.element(screen.getByText(/freed from this customer’s account/)).toBeVisible()
  await look('returns-2-filled')
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const row = rowOf(1204)
  expect(saves).toEqual([
    {
      operationId: expect.any(String),
      aggregateId: row.aggregateId,
      dependsOn: [row.operationId],
      operation: { type: 'return', payload: { devices: [DEVICE, 'C9T3XB7K5MWD'], of: row.operationId } },
    },
  ])
  expect(document.body.textContent).not.toContain('K7M2')
  await look('returns-3-saved')
  const id = saves[0]?.operationId
  if (id === undefined) throw new Error('not saved')
  rows.set([rowOf(1210, { operationId: id, type: 'return', status: 'accepted' })])
  await expect.element(screen.getByText(/what was on this customer’s account is free/)).toBeVisible()
  await screen.getByRole('button', { name: 'Next return' }).click()
  await expect.element(screen.getByLabelText(CODE)).toHaveValue('')
})

test('[R12] without its record a return says that head office looks first, before and after', async () => {
  const { screen, saves, rows } = await open()
  await screen.getByLabelText(CODE).fill(DEVICE)
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/stays there until head office has looked/)).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const [saved] = saves
  if (saved === undefined) throw new Error('not saved')
  expect(saved).toMatchObject({ dependsOn: [], operation: { payload: { devices: [DEVICE], of: null } } })
  rows.set([rowOf(1210, { operationId: saved.operationId, type: 'return', status: 'accepted' })])
  await expect.element(screen.getByText(/stays there until head office has looked/)).toBeVisible()
})

test('[R11] what is no device is named at the field and nothing is lost; the same device is listed once', async () => {
  const { screen, saves } = await open()
  const code = screen.getByLabelText(CODE)
  await code.fill('K7M2')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/has 12 characters; there are 4/)).toBeVisible()
  await expect.element(code).toHaveValue('K7M2')
  await code.fill('K7M29QX4TBOO')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/without I and O/)).toBeVisible()
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await expect.element(code).toHaveValue('K7M29QX4TBOO')
  await scan(DEVICE)
  await expect.element(screen.getByText('This device is already in the list.')).toBeVisible()
  await look('returns-4-wrong')
  await expect.element(screen.getByRole('button', { name: 'Add the typed code first' })).toBeDisabled()
  await screen.getByRole('button', { name: /^Remove K7M2/ }).click()
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).not.toBeInTheDocument()
  expect(saves).toHaveLength(0)
})

test('what cannot be saved stays, and is the same record when it is saved again; another place loses nothing', async () => {
  const { screen, saves, fake } = await open()
  await screen.getByLabelText(CODE).fill(DEVICE)
  await userEvent.keyboard('{Enter}')
  await screen.getByRole('button', { name: 'Help' }).click()
  await screen.getByRole('button', { name: 'Return' }).click()
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  fake.nextSave = { kind: 'not-saved', reason: 'disk-full' }
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await expect.element(screen.getByText(/The disk is full/)).toBeVisible()
  await look('returns-5-not-saved')
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[0]?.operationId).toBe(saves[1]?.operationId)
})

test('a sale without registration can come back without a device', async () => {
  const { screen, saves } = await open()
  await screen.getByRole('button', { name: /^Sale without registration · no\. 1206/ }).click()
  await screen.getByRole('button', { name: 'Record the return' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const row = rowOf(1206)
  expect(saves[0]).toMatchObject({
    aggregateId: row.aggregateId,
    operation: { payload: { devices: [], of: row.operationId } },
  })
})

test('[R29] used devices and batteries are counted, a number that is none is not', async () => {
  const { screen, saves } = await open()
  const save = screen.getByRole('button', { name: 'Record what was handed in' })
  await expect.element(save).toBeDisabled()
  await screen.getByText('Batteries', { exact: true }).click()
  await screen.getByLabelText('How many').fill('0')
  await expect.element(screen.getByText('A number from 1 to 99.')).toBeVisible()
  await expect.element(save).toBeDisabled()
  await screen.getByLabelText('How many').fill('12')
  await save.click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[0]).toMatchObject({
    dependsOn: [],
    operation: { type: 'take-back', payload: { kind: 'battery', count: 12 } },
  })
})

test('in Portuguese and dark, goods come back', async () => {
  const { screen } = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  await screen.getByLabelText('Código do que voltou').fill(DEVICE)
  await userEvent.keyboard('{Enter}')
  await screen.getByRole('button', { name: /^Registo · n\.º 1204/ }).click()
  await look('pt-returns-1-filled-dark')
  await screen.getByRole('button', { name: 'Registar a devolução' }).click()
  await expect.element(screen.getByText('Guardado nesta caixa')).toBeVisible()
  await look('pt-returns-2-saved-dark')
})
