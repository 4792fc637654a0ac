import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render, type RenderResult } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import { PT } from '#shared/markets/pt.ts'

import { fillCustomer, proveAge, refuseEverything, typeDevice } from './counter-steps.ts'
import {
  ANA,
  DEVICE,
  OFFLINE,
  RUI,
  configurationOf,
  fakePorts,
  idNumber,
  rowOf,
  unlocked,
} from './fake-ports.ts'
import { QUICK_HANDS } from './hands.ts'
import { picture } from './picture.ts'

type Opened = Awaited<ReturnType<typeof open>>

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts(given)
  const screen = await render(<App ports={desk.ports} />)
  return { ...desk, screen }
}

async function offline(desk: Opened) {
  desk.sync.set(OFFLINE)
  desk.counts.set({ waiting: 3, needsYou: 1, sentToday: 41, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
  await expect.element(desk.screen.getByText(/Offline|Sem ligação/)).toBeVisible()
}

async function customerHalfDone(screen: RenderResult) {
  await proveAge(screen)
  await fillCustomer(screen)
  await QUICK_HANDS.write(screen.getByLabelText('E-mail', { exact: true }), 'maria.exemplo@gmial.com')
  await typeDevice(screen, DEVICE)
}

for (const theme of ['light', 'dark'] as const) {
  test(`counter in the ${theme} theme`, async () => {
    const desk = await open({ state: unlocked(PT), settings: { theme } })
    await offline(desk)
    expect(await picture(`counter-1-open-${theme}`)).toBe('fits')
    await customerHalfDone(desk.screen)
    expect(await picture(`counter-2-filling-${theme}`)).toBe('fits')
  })

  test(`practice, choices and the saved view in the ${theme} theme`, async () => {
    const { screen } = await open({ settings: { theme } })
    await proveAge(screen)
    expect(await picture(`counter-3-notice-${theme}`)).toBe('fits')
    await fillCustomer(screen)
    await refuseEverything(screen)
    expect(await picture(`counter-4-choices-${theme}`)).toBe('fits')
    await typeDevice(screen, DEVICE)
    await screen.getByRole('button', { name: /^Save/ }).click()
    await expect.element(screen.getByText('Saved on this till')).toBeVisible()
    expect(await picture(`counter-5-saved-${theme}`)).toBe('fits')
  })

  test(`queue in the ${theme} theme`, async () => {
    const desk = await open({ state: unlocked(PT), settings: { theme } })
    await offline(desk)
    desk.fake.slipsById.set(idNumber(1207), { initials: 'M. S.', devices: ['…9QX4'], ageOutcome: null })
    desk.fake.slipsById.set(idNumber(1206), { initials: 'J. P.', devices: ['…1', '…2'], ageOutcome: null })
    const caseId = caseIdSchema.parse(idNumber(700))
    desk.rows.set([
      rowOf(1207, {
        status: 'case',
        outcome: {
          kind: 'case',
          caseId,
          version: 1,
          caseKind: 'email-taken',
          choices: ['same-person', 'mistyped', 'cancel', 'customer-not-here'],
        },
      }),
      rowOf(1206),
      rowOf(1205, { type: 'sale', operatorId: RUI.operatorId }),
      rowOf(1204, { type: 'age-check' }),
      rowOf(1203, { status: 'accepted', outcome: { kind: 'accepted' } }),
      rowOf(1202, {
        type: 'terminal-event',
        operatorId: null,
        status: 'accepted',
        outcome: { kind: 'accepted' },
      }),
    ])
    await desk.screen.getByRole('button', { name: /^To send/ }).click()
    await desk.screen.getByRole('button', { name: 'Registration · M. S.' }).click()
    expect(await picture(`to-send-${theme}`)).toBe('fits')
    await desk.screen.getByText('The e-mail was mistyped').click()
    await desk.screen.getByLabelText('The right e-mail').fill('maria.nova@exemplo.pt')
    expect(await picture(`to-send-mistyped-${theme}`)).toBe('fits')
  })

  test(`entry in the ${theme} theme`, async () => {
    const accountApiUrl = 'https://accounts.example'
    const locked = {
      configuration: configurationOf(PT),
      phase: 'locked' as const,
      accountApiUrl,
      notices: [],
    }
    const desk = await open({
      state: {
        ...locked,
        operators: [ANA, RUI, { ...RUI, hasPin: false, name: 'Eva Reis' }, { ...ANA, isLockedOut: true }],
      },
      settings: { theme },
    })
    await expect.element(desk.screen.getByText('Who is at work?')).toBeVisible()
    expect(await picture(`unlock-1-${theme}`)).toBe('fits')
    desk.fake.unlockAnswer = { kind: 'wrong-pin', triesLeft: 8 }
    await desk.screen
      .getByRole('button', { name: /Rui Alves/ })
      .first()
      .click()
    await desk.screen
      .getByRole('textbox')
      .or(desk.screen.getByLabelText('PIN', { exact: true }))
      .first()
      .fill('123456')
    await desk.screen.getByRole('button', { name: 'Unlock' }).click()
    expect(await picture(`unlock-2-wrong-${theme}`)).toBe('fits')
  })
}

test('age: refusal reasons, refused, voided, in English', async () => {
  const { screen } = await open({ state: unlocked(PT) })
  await screen.getByRole('button', { name: 'Sale not possible …' }).click()
  expect(await picture('age-1-reasons')).toBe('fits')
  await screen.getByRole('button', { name: 'No document' }).click()
  await expect.element(screen.getByText('Sale not possible today')).toBeVisible()
  expect(await picture('age-2-refused')).toBe('fits')
})

test('a save that failed, with errors at fields and a notice', async () => {
  const state = unlocked(PT)
  const { screen, fake } = await open({
    state: state.phase === 'unlocked' ? { ...state, notices: ['low-disk', 'no-keystore'] } : state,
  })
  await customerHalfDone(screen)
  fake.nextSave = { kind: 'not-saved', reason: 'disk-full' }
  await screen.getByRole('button', { name: /^Save/ }).click()
  await screen.getByLabelText('Device code').fill('K7M2O')
  await screen.getByRole('button', { name: 'Add' }).click()
  expect(await picture('counter-6-not-saved')).toBe('fits')
})

test('Portuguese, every place', async () => {
  const desk = await open({ state: unlocked(PT), settings: { language: 'pt-PT' } })
  await offline(desk)
  const { screen } = desk
  await screen.getByRole('button', { name: /a fotografia confere$/ }).click()
  await screen.getByLabelText('Data de nascimento').fill('3.5.1992')
  expect(await picture('pt-1-age')).toBe('fits')
  await screen.getByRole('button', { name: 'Verificar', exact: true }).click()
  await screen.getByRole('button', { name: 'O cliente leu ou ouviu' }).click()
  expect(await picture('pt-2-customer')).toBe('fits')
  await screen.getByRole('button', { name: /^Por enviar/ }).click()
  expect(await picture('pt-3-to-send-empty')).toBe('fits')
  await screen.getByRole('button', { name: 'Definições' }).click()
  expect(await picture('pt-4-settings')).toBe('fits')
  await screen.getByRole('button', { name: 'Ajuda' }).click()
  expect(await picture('pt-5-help')).toBe('fits')
})

test('set-up, with what is wrong', async () => {
  const desk = await open({
    state: { phase: 'not-enrolled', accountApiUrl: 'https://accounts.example', notices: [] },
    settings: { language: 'pt-PT' },
  })
  await desk.screen.getByLabelText('Código de uso único').fill('0123456789ABCDEFGHJKMNPQRS')
  await desk.screen.getByRole('button', { name: 'Configurar esta caixa' }).click()
  await expect.element(desk.screen.getByText('A caixa não foi configurada')).toBeVisible()
  expect(await picture('set-up')).toBe('fits')
})
