import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import type { KnownDispute, KnownServiceCase } from '#shared/contracts/messages/terminal-cases.ts'

import { OFFLINE, fakePorts, rowOf } from './fake-ports.ts'
import { QUICK_HANDS, REAL_HANDS } from './hands.ts'
import { look } from './picture.ts'

const CASE = rowOf(1206, { type: 'guarantee-case', status: 'accepted' })
const HELP = rowOf(1207, { type: 'assistance-case' })

function known(steps: KnownServiceCase['steps'], more: Partial<KnownServiceCase> = {}) {
  const { operationId } = CASE
  const openedAt = '2026-11-20T09:00:00.000Z'
  const one = { operationId, openedAt, steps, conclusion: null, closedAt: null, ...more }
  return { serverTime: '2026-11-22T14:30:00.000Z', cases: [one], disputes: [] as KnownDispute[] }
}
const step = (name: KnownServiceCase['steps'][number]['step'], day: number) => ({
  step: name,
  reason: name === 'refused' ? ('excluded' as const) : null,
  at: `2026-11-${day}T12:00:00.000Z`,
})

async function open(
  given: Parameters<typeof fakePorts>[0] & { answer?: ReturnType<typeof known> } = {},
  { press } = QUICK_HANDS,
) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const isEnglish = given.settings === undefined
  desk.fake.casesAnswer = { known: given.answer ?? null, isCurrent: given.answer !== undefined }
  desk.fake.slips = [{ initials: null, devices: ['…TB3D'], ageOutcome: null }]
  desk.rows.set([HELP, CASE, rowOf(1204)])
  const screen = await render(<App ports={desk.ports} />)
  await press(screen.getByRole('button', { name: isEnglish ? 'Service' : 'Apoio', exact: true }))
  await press(screen.getByText(isEnglish ? 'A case of this till' : 'Um caso desta caixa'))
  return { ...desk, screen }
}

test('[R17] a case is found at the desk with its state, and what happens here is a record in it, by keyboard', async () => {
  const desk = await open({ answer: known([step('accepted', 20), step('on-its-way', 21)]) }, REAL_HANDS)
  const { screen, saves, fake, rows } = desk
  await screen.getByRole('button', { name: /^Guarantee case · no\. 1206.*A device is on its way/ }).click()
  await expect.element(screen.getByText('Say here when it was handed over.')).toBeVisible()
  await expect.element(screen.getByText('As head office has it, Sun 22 Nov · 14:30.')).toBeVisible()
  await screen.getByText('Device handed over', { exact: true }).click()
  await look('cases-1-on-its-way')
  fake.nextSave = { kind: 'unknown' }
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Perhaps not saved')).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves[1]).toEqual(saves[0])
  const payload = { of: CASE.operationId, note: 'device-handed-over' }
  expect(saves[0]).toMatchObject({
    aggregateId: CASE.aggregateId,
    dependsOn: [CASE.operationId],
    operation: { type: 'case-note', payload },
  })
  expect(typedPayloadSchema.safeParse(saves[0]?.operation).success).toBe(true)
  const operationId = saves[0]?.operationId
  if (operationId === undefined) throw new Error('not saved')
  rows.set([rowOf(1210, { operationId, type: 'case-note', status: 'accepted' }), ...rows.getSnapshot()])
  await expect.element(screen.getByText('Head office has it.', { exact: true })).toBeVisible()
  await look('cases-2-noted')
})

test('[R17] without a network the last known state is shown with its time; once online the words change by themselves', async () => {
  const desk = await open({ answer: known([step('accepted', 20)]) })
  const { screen, fake, sync } = desk
  fake.casesAnswer = { ...fake.casesAnswer, isCurrent: false }
  sync.set(OFFLINE)
  await screen.getByRole('button', { name: 'Something else' }).click()
  await screen.getByText('A case of this till').click()
  await screen.getByRole('button', { name: /^Guarantee case · no\. 1206/ }).click()
  await expect.element(screen.getByText(/It is not on its way yet/)).toBeVisible()
  await expect.element(screen.getByText(/^Last known on Sun 22 Nov · 14:30/)).toBeVisible()
  await look('cases-3-offline')
  const closedAt = '2026-11-22T14:36:00.000Z'
  const answered = known([step('accepted', 20), step('refused', 22)], { conclusion: 'declined', closedAt })
  fake.casesAnswer = { known: answered, isCurrent: true }
  sync.set({ ...OFFLINE, connection: 'online', cause: null })
  await expect.element(screen.getByText('Refused', { exact: true })).toBeVisible()
  await expect.element(screen.getByText('The cause is excluded.')).toBeVisible()
  await look('cases-4-refused')
})

test('[R22] a case that is not sent yet, or that a person must decide first, says so', async () => {
  const { screen, rows } = await open()
  await screen.getByRole('button', { name: /^Help while travelling · no\. 1207/ }).click()
  await expect.element(screen.getByText('Head office does not have it yet')).toBeVisible()
  rows.set([{ ...HELP, status: 'case' }, CASE])
  await expect.element(screen.getByText('A person must decide first')).toBeVisible()
  rows.set([{ ...HELP, status: 'accepted' }, CASE])
  await expect.element(screen.getByText('With head office; nothing more is known here')).toBeVisible()
  await expect.element(screen.getByText(/has not been asked from this till yet/)).toBeVisible()
})

test('in Portuguese and dark, a case is followed', async () => {
  const { screen } = await open({
    settings: { language: 'pt-PT', theme: 'dark' },
    answer: known([step('accepted', 20), step('customer-came-back', 21), step('on-its-way', 21)]),
  })
  await screen.getByRole('button', { name: /n\.º 1206/ }).click()
  await expect.element(screen.getByText('Um dispositivo vem a caminho', { exact: true })).toBeVisible()
  await look('pt-cases-1-dark')
})
