import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PT } from '#shared/markets/pt.ts'

import { scan } from './counter-steps.ts'
import { DEVICE, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'
import { lockMeanwhile } from './service-steps.ts'

const HERE = /is here and asks for it/

async function open(given: Parameters<typeof fakePorts>[0] = {}, { press } = QUICK_HANDS) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  desk.fake.slips = [{ initials: 'M. C.', devices: ['…TB3D'], ageOutcome: null }]
  desk.rows.set([rowOf(1206, { type: 'sale' }), rowOf(1204), rowOf(204, { status: 'accepted' })])
  const screen = await render(<App ports={desk.ports} />)
  const isEnglish = given.settings === undefined
  await press(screen.getByRole('button', { name: isEnglish ? 'Service' : 'Apoio', exact: true }))
  return { ...desk, screen }
}

type Opened = Awaited<ReturnType<typeof open>>

/** Maria's registration, found by its number, and what she wants. */
async function ask({ screen }: Opened, wish: string, { press, write } = QUICK_HANDS) {
  await write(screen.getByLabelText('Number of the record'), '1204')
  await press(screen.getByRole('button', { name: /^Registration · no\. 1204/ }))
  await press(screen.getByText(wish, { exact: true }))
}

const ROW = rowOf(1204)
const OF_MARIA = { aggregateId: ROW.aggregateId, dependsOn: [ROW.operationId] }

test('[R12] a device is let go by its customer: found by number, nothing preselected, saved when all is answered', async () => {
  const desk = await open({}, REAL_HANDS)
  const { screen, saves, rows } = desk
  await look('service-1-empty')
  expect(screen.getByRole('button', { name: /^Sale without registration/ }).query()).toBeNull()
  await ask(desk, 'Let a device go', REAL_HANDS)
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await screen.getByText('Sold on').click()
  await expect.element(screen.getByRole('button', { name: /^Something is still open/ })).toBeDisabled()
  await screen.getByRole('button', { name: HERE }).click()
  await look('service-2-release')
  expect(saves).toHaveLength(0)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(document.body.textContent).not.toContain('K7M2')
  const payload = { deviceId: DEVICE, reason: 'sold', registration: ROW.operationId }
  expect(saves).toMatchObject([{ ...OF_MARIA, operation: { type: 'device-released', payload } }])
  await look('service-3-saved')
  const operationId = saves[0]?.operationId
  if (operationId === undefined) throw new Error('not saved')
  rows.set([rowOf(1210, { operationId, type: 'device-released', status: 'accepted' })])
  await expect.element(screen.getByText(/the device is not on the account of this customer/)).toBeVisible()
  await screen.getByRole('button', { name: 'Next customer' }).click()
  await expect.element(screen.getByRole('button', { name: HERE })).toHaveAttribute('aria-pressed', 'false')
})

test('[R13] one more device is added with where it is from; what is bought now goes over the counter', async () => {
  const desk = await open()
  const { screen, saves } = desk
  await ask(desk, 'Add a device')
  await expect.element(screen.getByText('Bought here today', { exact: true })).not.toBeInTheDocument()
  await screen.getByLabelText('Device code').fill('k7m2')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/has 12 characters; there are 4/)).toBeVisible()
  await screen.getByLabelText('Device code').fill('k7m2 9qx4 tb3d')
  await userEvent.keyboard('{Enter}')
  await screen.getByText('A gift').click()
  await screen.getByRole('button', { name: HERE }).click()
  await look('service-4-add')
  await screen.getByRole('button', { name: /^Record it/ }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const device = { deviceId: DEVICE, kind: 'kit', model: null, origin: 'gift' }
  const payload = { device, registration: ROW.operationId }
  expect(saves).toMatchObject([{ ...OF_MARIA, operation: { type: 'device-added', payload } }])
  await screen.getByRole('button', { name: 'Something else for this customer' }).click()
  await expect.element(screen.getByRole('button', { name: HERE })).toHaveAttribute('aria-pressed', 'true')
})

test('[C37] a yes is withdrawn with one press each, and each answer is a record with the words that were shown', async () => {
  const desk = await open()
  const { screen, saves, fake } = desk
  await ask(desk, 'Change their choices')
  const [email, sms] = screen.getByRole('radiogroup', { name: /^Quero/ }).all()
  await email?.getByText('No', { exact: true }).click()
  await sms?.getByText('Yes', { exact: true }).click()
  await screen.getByRole('button', { name: HERE }).click()
  await look('service-5-choices')
  const { record } = desk.ports
  Object.assign(desk.ports, {
    record: (request: Parameters<typeof record>[0]) => {
      if (saves.length === 1) fake.nextSave = { kind: 'not-saved', reason: 'disk-full' }
      return record(request)
    },
  })
  await screen.getByRole('button', { name: /^Record it/ }).click()
  // The first is on disk and is not asked again; the second is the same record when it is tried again.
  await expect.element(screen.getByText(/The disk is full\. This was not saved/)).toBeVisible()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  await look('service-6-part')
  await screen.getByRole('button', { name: /^Record it/ }).click()
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  await look('service-7-two-saved')
  const answers = saves.map(({ operation }) => operation.payload)
  expect(answers).toMatchObject([
    {
      purpose: 'marketing',
      channel: 'email',
      answer: 'no',
      registration: ROW.operationId,
      language: 'pt-PT',
    },
    { purpose: 'marketing', channel: 'sms', answer: 'yes' },
    { purpose: 'marketing', channel: 'sms', answer: 'yes' },
  ])
  expect(saves[1]?.operationId).toBe(saves[2]?.operationId)
  expect(saves[0]?.operationId).not.toBe(saves[1]?.operationId)
})

test('[R8] where the market asks nothing, nothing is said of choices', async () => {
  const { screen } = await open({ state: unlocked(PT) })
  await expect.element(screen.getByText('Let a device go')).toBeVisible()
  expect(screen.getByText('Change their choices').query()).toBeNull()
})

test('[I9] what is perhaps saved stays as it was handed over; another place of the desk loses nothing', async () => {
  const desk = await open()
  const { screen, saves, fake } = desk
  await ask(desk, 'Let a device go')
  await scan(DEVICE)
  await screen.getByText('Lost').click()
  await screen.getByRole('button', { name: HERE }).click()
  await screen.getByRole('button', { name: 'Help' }).click()
  await screen.getByRole('button', { name: 'Service', exact: true }).click()
  fake.nextSave = { kind: 'unknown' }
  await screen.getByRole('button', { name: /^Record it/ }).click()
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await scan('C9T3XB7K5MWD')
  await screen.getByRole('button', { name: /^Record it/ }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]).toEqual(saves[0])
})

test('[R12] after a lock what was typed is still there, and nobody is taken to be here', async () => {
  const desk = await open()
  const { screen } = desk
  await ask(desk, 'Let a device go')
  await scan(DEVICE)
  await screen.getByRole('button', { name: HERE }).click()
  await lockMeanwhile(desk)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: HERE })).toHaveAttribute('aria-pressed', 'false')
})

test('in Portuguese and dark, a customer is served', async () => {
  const { screen } = await open({ settings: { language: 'pt-PT', theme: 'dark' } })
  await screen.getByRole('button', { name: /^Registo · n\.º 1204/ }).click()
  await screen.getByText('Mudar as suas escolhas').click()
  await look('pt-service-1-choices-dark')
  await screen.getByRole('button', { name: 'Outra coisa', exact: true }).click()
  await screen.getByText('Acrescentar um dispositivo').click()
  await scan(DEVICE)
  await expect.element(screen.getByText('K7M2 9QX4 TB3D')).toBeVisible()
  await look('pt-service-2-add-dark')
})
