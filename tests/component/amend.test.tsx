import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render, type RenderResult } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PT } from '#shared/markets/pt.ts'

import { fillCustomer, proveAge, refuseEverything, typeDevice } from './counter-steps.ts'
import { DEVICE, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { QUICK_HANDS } from './hands.ts'
import { look } from './picture.ts'

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const screen = await render(<App ports={desk.ports} />)
  return { ...desk, screen }
}

async function register(screen: RenderResult) {
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await QUICK_HANDS.press(screen.getByRole('button', { name: /^Save/ }))
  await expect.element(screen.getByText('M. C.')).toBeVisible()
}

/** Kept for the eye; nothing sticks out, and axe finds nothing. */
test('[R4] typed wrong: the same person is checked again and the refusal is recorded as corrected', async () => {
  const { screen, saves } = await open()
  await proveAge(screen, '23-11-2008')
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
  await look('amend-1-refused')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  // Nothing is recorded before the new check is decided.
  expect(saves).toHaveLength(1)
  await proveAge(screen, '23-11-2000')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  await expect.poll(() => saves.length).toBe(3)
  const [refused, allowed, corrected] = saves
  expect(allowed?.operation).toMatchObject({ type: 'age-check', payload: { outcome: 'allowed' } })
  expect(corrected).toMatchObject({
    aggregateId: refused?.aggregateId,
    dependsOn: [refused?.operationId, allowed?.operationId],
    operation: {
      type: 'age-check-correction',
      payload: { of: refused?.operationId, why: 'date-typed-wrong' },
    },
  })
  expect(allowed?.aggregateId).toBe(refused?.aggregateId)
  expect(JSON.stringify(saves)).not.toMatch(/2000-11-23|2008-11-23/)
})

test('[R4] a correction of a check that the disk refuses is saved before anything rests on the new one', async () => {
  const { screen, saves, fake, ports } = await open()
  await proveAge(screen, '23-11-2008')
  await screen.getByRole('button', { name: /Typed wrong/ }).click()
  const { record } = ports
  Object.assign(ports, {
    record: (request: Parameters<typeof record>[0]) => {
      if (request.operation.type === 'age-check-correction' && saves.length === 2) {
        fake.nextSave = { kind: 'not-saved', reason: 'disk-failed' }
      }
      return record(request)
    },
  })
  await proveAge(screen, '23-11-2000')
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  await expect.poll(() => saves.length).toBe(3)
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(saves.map(({ operation }) => operation.type)).toEqual([
    'age-check',
    'age-check',
    'age-check-correction',
    'age-check-correction',
    'sale',
  ])
  expect(saves[2]?.operationId).toBe(saves[3]?.operationId)
})

test('[R4] without a document: shown later is a correction too; buying for a minor is never checked again', async () => {
  const { screen, saves } = await open()
  await screen.getByRole('button', { name: 'Sale not possible …' }).click()
  await screen.getByRole('button', { name: 'No document' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  await screen.getByRole('button', { name: /Shows a document now/ }).click()
  await proveAge(screen)
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  await expect.poll(() => saves.length).toBe(3)
  expect(saves[2]?.operation).toMatchObject({ payload: { why: 'document-shown-later' } })
  await screen.getByRole('button', { name: 'Sale not possible …' }).click()
  await screen.getByRole('button', { name: 'Buying for a minor' }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  expect(screen.getByRole('button', { name: /check again/ }).query()).toBeNull()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
})

test('[C15] a registration is corrected while its form is in memory: only what changed, both kept', async () => {
  const { screen, saves } = await open()
  await register(screen)
  await look('amend-2-saved')
  expect(document.body.textContent).not.toMatch(/Maria|Conceição|exemplo|912345678|1992/)
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{Tab}{/Shift}{Enter}')
  await expect.element(screen.getByRole('heading', { name: /^Correct no\./ })).toBeVisible()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  await expect.element(screen.getByRole('button', { name: 'Nothing changed yet' })).toBeDisabled()
  expect(screen.getByRole('radiogroup', { name: /^Quero/ }).all()).toHaveLength(0)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(saves).toHaveLength(2)
  await screen.getByLabelText('E-mail', { exact: true }).fill('maria.c@exemplo.pt')
  await look('amend-3-correcting')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Correction')).toBeVisible()
  expect(saves[2]).toMatchObject({
    aggregateId: saves[1]?.aggregateId,
    dependsOn: [saves[1]?.operationId],
    operation: {
      type: 'correction',
      payload: {
        target: saves[1]?.operationId,
        changes: { type: 'registration', fields: { email: 'maria.c@exemplo.pt' } },
      },
    },
  })
  await look('amend-4-corrected')
  expect(document.body.textContent).not.toMatch(/Maria|maria/)
})

test('[C15] an empty or wrong field is never saved as a correction, and leaving keeps the record as it was', async () => {
  const { screen, saves } = await open()
  await register(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByLabelText('E-mail', { exact: true }).fill('maria@')
  await screen.getByLabelText('First name').click()
  await expect.element(screen.getByText(/not a whole e-mail address/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /Save · 1 open/ })).toBeDisabled()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await screen.getByRole('button', { name: 'Leave it as it was' }).click()
  await expect.element(screen.getByText('M. C.')).toBeVisible()
  expect(saves).toHaveLength(2)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await expect.element(screen.getByLabelText('E-mail', { exact: true })).toHaveValue('maria@exemplo.pt')
})

test('[R2] another date of birth in a correction needs a new age check, one person counted once', async () => {
  const { screen, saves } = await open()
  await register(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByLabelText('Born').fill('03/05/1993')
  await screen.getByLabelText('First name').click()
  await expect.element(screen.getByText(/date of birth was changed/)).toBeVisible()
  await screen.getByRole('button', { name: /photo matches$/ }).click()
  await screen.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  await screen.getByRole('button', { name: 'Save correction' }).click()
  await expect.element(screen.getByText('Correction')).toBeVisible()
  const [first, , second, again, corrected] = saves
  expect(again?.operation).toMatchObject({
    type: 'age-check-correction',
    payload: { of: first?.operationId, why: 'date-typed-wrong' },
  })
  expect(corrected).toMatchObject({
    dependsOn: [saves[1]?.operationId, second?.operationId],
    operation: {
      payload: { changes: { fields: { dateOfBirth: '1993-05-03', ageCheck: second?.operationId } } },
    },
  })
})

test('[R2] [R4] a date that turns out under age wipes the form and takes the registration back', async () => {
  const { screen, saves, fake } = await open()
  await register(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByLabelText('Born').fill('23/11/2008')
  await screen.getByLabelText('First name').click()
  await screen.getByRole('button', { name: /photo matches$/ }).click()
  await screen.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
  await expect.element(screen.getByText(/is taken back with it/)).toBeVisible()
  expect(document.body.textContent).not.toMatch(/Maria|2008/)
  expect(saves.slice(2).map(({ operation }) => operation.type)).toEqual([
    'age-check',
    'age-check-correction',
    'void',
  ])
  expect(saves[4]).toMatchObject({
    aggregateId: saves[1]?.aggregateId,
    operation: { payload: { target: saves[1]?.operationId, reason: 'recorded-by-mistake' } },
  })
  expect(fake.sentNow).toBe(1)
  await look('amend-5-under-age')
})

test('[C15] a record is taken back with a reason, by two presses, and cannot be opened again', async () => {
  const { screen, saves, fake, rows } = await open()
  await register(screen)
  await screen.getByRole('button', { name: 'Take back' }).click()
  await expect.element(screen.getByRole('button', { name: 'Leave it as it was' })).toHaveFocus()
  await expect.element(screen.getByRole('button', { name: 'Choose a reason' })).toBeDisabled()
  expect(document.querySelectorAll('input[type=radio]:checked')).toHaveLength(0)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(saves).toHaveLength(2)
  await screen.getByText('The customer changed their mind').click()
  await look('amend-6-take-back')
  fake.nextSave = { kind: 'not-saved', reason: 'disk-full' }
  await screen.getByRole('button', { name: /^Take back/ }).click()
  await expect.element(screen.getByText(/The disk is full/)).toBeVisible()
  expect(fake.sentNow).toBe(0)
  await screen.getByRole('button', { name: /^Take back/ }).click()
  await expect.element(screen.getByText('Record taken back')).toBeVisible()
  expect(saves[2]?.operationId).toBe(saves[3]?.operationId)
  expect(saves[3]?.operation).toEqual({
    type: 'void',
    payload: { target: saves[1]?.operationId, reason: 'customer-changed-mind' },
  })
  expect(fake.sentNow).toBe(1)
  expect(screen.getByRole('button', { name: 'Correct', exact: true }).query()).toBeNull()
  await look('amend-7-taken-back')
  const [, target, , taken] = saves
  if (target === undefined || taken === undefined) throw new Error('not saved')
  rows.set([
    rowOf(1204, { operationId: taken.operationId, type: 'void', status: 'accepted' }),
    rowOf(1202, { operationId: target.operationId, status: 'superseded' }),
  ])
  await expect.element(screen.getByText('The account API has it: the record has no effect.')).toBeVisible()
})

test('[R6] the classes of a sale are corrected, and a sale is taken back', async () => {
  const { screen, saves } = await open()
  await proveAge(screen)
  await screen.getByRole('button', { name: 'Finish without registering' }).click()
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await screen.getByRole('button', { name: 'Consumables' }).click()
  await look('amend-8-sale')
  await screen.getByRole('button', { name: 'Save correction' }).click()
  await expect.element(screen.getByText('Correction')).toBeVisible()
  expect(saves[2]).toMatchObject({
    aggregateId: saves[1]?.aggregateId,
    operation: {
      payload: { changes: { type: 'sale', fields: { productClasses: ['device', 'consumable'] } } },
    },
  })
  await screen.getByRole('button', { name: 'Take back' }).click()
  await screen.getByText('Recorded twice').click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('Record taken back')).toBeVisible()
})

test('[SY5a] the next customer lets what was saved go at once', async () => {
  const { screen, fake } = await open()
  await register(screen)
  expect(fake.sentNow).toBe(0)
  await screen.getByRole('button', { name: 'Next customer' }).click()
  expect(fake.sentNow).toBe(1)
})

test('[C15] [SY5a] a lock wipes a correction that is being typed, and lets the record go', async () => {
  const { screen, state, fake } = await open()
  await register(screen)
  await screen.getByRole('button', { name: 'Correct', exact: true }).click()
  await expect.element(screen.getByLabelText('First name')).toHaveValue('Maria')
  const atWork = state.getSnapshot()
  if (atWork.phase !== 'unlocked') throw new Error('not unlocked')
  const { operator: _, ...rest } = atWork
  state.set({ ...rest, phase: 'locked', accountApiUrl: 'https://accounts.example' })
  await expect.element(screen.getByText('Who is at work?')).toBeVisible()
  state.set(unlocked())
  await expect.element(screen.getByRole('heading', { name: /New customer/ })).toBeVisible()
  await expect.element(screen.getByLabelText('Date of birth')).toHaveValue('')
  expect(fake.sentNow).toBe(1)
})

test('[R7] already a customer: the screen says what happens, before and after', async () => {
  const { screen, saves, rows } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await screen.getByText('Yes, with this e-mail').click()
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await expect.element(screen.getByText('Checked when it is sent')).toBeVisible()
  await expect.element(screen.getByText(/the same e-mail and date of birth add the devices/)).toBeVisible()
  await look('existing-1-form')
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText('M. C.')).toBeVisible()
  expect(saves[1]?.operation).toMatchObject({ payload: { claim: 'existing' } })
  const id = saves[1]?.operationId
  if (id === undefined) throw new Error('not saved')
  rows.set([rowOf(1202, { operationId: id, status: 'accepted', outcome: { kind: 'accepted' } })])
  await expect.element(screen.getByText(/The holder of an account is told by e-mail/)).toBeVisible()
})

test('[R12] a device that was not bought here today asks when, and says what becomes of a used one', async () => {
  const { screen, saves } = await open()
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  expect(screen.getByLabelText('Bought or received on').query()).toBeNull()
  await screen.getByLabelText('Where is it from?').selectOptions('gift')
  await expect.element(screen.getByText(/registered to who uses it/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: /Save · 1 open/ })).toBeDisabled()
  await screen.getByLabelText('Bought or received on').fill('23/11/2026')
  await screen.getByLabelText('Device code').click()
  await expect.element(screen.getByText('This date is in the future.')).toBeVisible()
  await screen.getByLabelText('Where is it from?').selectOptions('bought-earlier')
  await expect.element(screen.getByText(/first owner lets it go at the service desk/)).toBeVisible()
  await look('devices-1-earlier')
  const away = screen.getByRole('button', { name: 'First owner cannot be reached' })
  await away.click()
  await expect.element(screen.getByText(/head office decides/)).toBeVisible()
  await away.click()
  await screen.getByLabelText('Bought or received on').fill('1/2/2025')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(screen.getByText('M. C.')).toBeVisible()
  expect(saves[1]?.operation).toMatchObject({
    payload: { purchaseDate: '2025-02-01', purchasePlace: null, devices: [{ origin: 'bought-earlier' }] },
  })
})

test('[R28] [R31] benefits come with travelling and with the risk statement; where they are off, no word of them', async () => {
  const { screen } = await open()
  await proveAge(screen)
  await expect.element(screen.getByText(/Registar antes de viajar/)).toBeVisible()
  await expect.element(screen.getByText(/não está isento de riscos/)).toBeVisible()
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText(/Register before travelling/)).toBeVisible()
  await expect.element(screen.getByText(/not free of risk/)).toBeVisible()
})

test('[R28] [R31] a market without benefits says nothing of them after saving either', async () => {
  const { screen } = await open({ state: unlocked(PT) })
  await proveAge(screen)
  await fillCustomer(screen)
  await typeDevice(screen, DEVICE)
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText('M. C.')).toBeVisible()
  expect(document.body.textContent).not.toMatch(/travelling|free of risk/)
})

test('[R1] a clock that cannot be trusted asks whether it is today, where only it makes somebody an adult', async () => {
  const { screen, saves, sync } = await open()
  sync.set({ ...sync.getSnapshot(), connection: 'offline', lastContactAtMs: null })
  await proveAge(screen, '21/11/2008')
  await expect
    .element(screen.getByText(/cannot be relied on now\. Is today 22 November 2026\?/))
    .toBeVisible()
  expect(saves).toHaveLength(0)
  await look('clock-1-today')
  await screen.getByRole('button', { name: /^Yes, today is 22 November 2026/ }).click()
  await expect.element(screen.getByText('Sale allowed')).toBeVisible()
  expect(saves[0]?.operation).toMatchObject({ payload: { outcome: 'allowed', clock: 'local-only' } })
})

test('in Portuguese, the saved record is corrected and taken back', async () => {
  const { screen } = await open({ settings: { language: 'pt-PT' } })
  await screen.getByRole('button', { name: /a fotografia confere$/ }).click()
  await screen.getByLabelText('Data de nascimento').fill('03/05/1992')
  await screen.getByRole('button', { name: 'Verificar', exact: true }).click()
  await screen.getByRole('button', { name: 'Terminar sem registo' }).click()
  await expect.element(screen.getByText('Guardado nesta caixa')).toBeVisible()
  await look('pt-amend-1-saved')
  await screen.getByRole('button', { name: 'Anular' }).click()
  await screen.getByText('O cliente mudou de ideias').click()
  await look('pt-amend-2-take-back')
  await screen.getByRole('button', { name: /^Anular/ }).click()
  await expect.element(screen.getByText('Anulação')).toBeVisible()
  await look('pt-amend-3-taken-back')
})

test.each([
  ['of its own', 'registration', /it has no effect: it was taken back, decided otherwise/],
  ['of its void, that it counts on', 'void', /it was decided that the record counts on/],
  ['of its correction', 'correction', /The correction has no effect/],
])('[I9] what was decided otherwise elsewhere is said %s', async (_what, which, words) => {
  const { screen, saves, rows } = await open()
  await register(screen)
  if (which === 'void') {
    await screen.getByRole('button', { name: 'Take back' }).click()
    await screen.getByText('Recorded twice').click()
    await screen.getByRole('button', { name: /^Take back/ }).click()
  } else if (which === 'correction') {
    await screen.getByRole('button', { name: 'Correct', exact: true }).click()
    await screen.getByLabelText('First name').fill('Mariana')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
  }
  await expect.element(screen.getByRole('button', { name: 'Next customer' })).toBeVisible()
  const rest = saves.slice(1).map(({ operationId, operation: { type } }, index) => {
    const status = type === which ? ('superseded' as const) : ('accepted' as const)
    return rowOf(1202 + index, { operationId, type, status })
  })
  rows.set(rest)
  await expect.element(screen.getByText(words)).toBeVisible()
  expect(document.body.textContent).not.toMatch(/account API has it: the record has no effect|as corrected/)
})
