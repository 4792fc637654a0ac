import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { ExportResult } from '#shared/ipc/export-methods.ts'
import { PT } from '#shared/markets/pt.ts'

import { ANA, RUI, fakePorts, unlocked } from './fake-ports.ts'
import { picture } from './picture.ts'

const MADE: ExportResult = {
  kind: 'made',
  folder: '/media/rui/PEN',
  files: ['counterside-0a1b2c3d-20261122-143700-1-9f8e7d6c.sealed'],
  records: 12,
  unreadable: 0,
}

/** A revoked till with twelve records that nobody has; `settled`: that head office took, too. */
async function openRevoked(
  given: {
    operator?: typeof ANA
    language?: 'pt-PT'
    theme?: 'dark'
    waiting?: number
    settled?: number
  } = {},
) {
  const { operator = RUI, waiting = 12, settled = 0, ...settings } = given
  const oldestAt = waiting === 0 ? null : '2026-11-22T09:02:00.000Z'
  await page.viewport(1366, 768)
  const state = unlocked(PT, operator)
  if (state.phase === 'unlocked') state.notices = ['terminal-revoked']
  const desk = fakePorts({ state, settings })
  desk.counts.set({ waiting, needsYou: 0, sentToday: 0, oldestWaitingAt: oldestAt })
  desk.fake.unsent = { records: waiting, oldestAt, settled }
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: /^(To send|Por enviar)/ }).click()
  return { ...desk, screen }
}

for (const [language, theme] of [
  [undefined, undefined],
  ['pt-PT', 'dark'],
] as const) {
  test(`[C18] a revoked till offers its manager the sealed export, ${language ?? 'en'}`, async () => {
    const more = {
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
    }
    const { screen, fake } = await openRevoked(more)
    const title =
      language === undefined ? /^12 records cannot be sent/ : /^12 registos não podem ser enviados/
    await expect.element(screen.getByText(title)).toBeVisible()
    expect(await picture(`last-resort-1-offer-${language ?? 'en'}`)).toBe('fits')
    fake.exportAnswer = MADE
    await screen.getByRole('button', { name: /^(Export sealed|Exportar selado)/ }).click()
    await expect.element(screen.getByText(/9f8e7d6c\.sealed/)).toBeVisible()
    expect(await picture(`last-resort-2-made-${language ?? 'en'}`)).toBe('fits')
  })
}

test('[C18] on the page of the day it is offered too, and what did not go well is said with what is safe', async () => {
  const { screen, fake } = await openRevoked()
  await screen.getByRole('button', { name: 'Day', exact: true }).click()
  const make = screen.getByRole('button', { name: /^Export sealed/ })
  await expect.element(make).toBeVisible()
  fake.exportAnswer = { kind: 'failed', reason: 'no-space' }
  await make.click()
  await expect.element(screen.getByText(/no room in that folder. All records are safe/)).toBeVisible()
  expect(await picture('last-resort-3-failed')).toBe('fits')
  fake.exportAnswer = { ...MADE, unreadable: 1 }
  await make.click()
  await expect.element(screen.getByText('1 record cannot be read and is not in the file')).toBeVisible()
})

test('[C18] [OB33] a second copy that did not answer is said, and the file is made all the same', async () => {
  const { screen, fake } = await openRevoked()
  fake.exportAnswer = MADE
  fake.isStoreRead = false
  await screen.getByRole('button', { name: /^Export sealed/ }).click()
  await expect.element(screen.getByText(/9f8e7d6c\.sealed/)).toBeVisible()
  await expect.element(screen.getByText('The second copy on this till did not answer')).toBeVisible()
})

test('[C18] [OB33] what only the second copy has is offered for export, too', async () => {
  await page.viewport(1366, 768)
  const state = unlocked(PT, RUI)
  if (state.phase === 'unlocked') state.notices = ['terminal-revoked']
  const desk = fakePorts({ state })
  desk.fake.unsentInStore = 3
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: /^To send/ }).click()
  await expect.element(screen.getByText(/^3 records cannot be sent/)).toBeVisible()
})

for (const language of [undefined, 'pt-PT'] as const) {
  const settings = language === undefined ? {} : { language }

  test(`[C18] [D20] a till that nothing is taken from any more says what else the file takes, ${language ?? 'en'}`, async () => {
    const { screen } = await openRevoked({ ...settings, settled: 340 })
    const also = /The file also takes 340 records|O ficheiro leva também 340 registos/
    await expect.element(screen.getByText(also)).toBeVisible()
    expect(await picture(`last-resort-4-also-${language ?? 'en'}`)).toBe('fits')
  })

  test(`[C18] [D20] where nothing waits on it the export is offered calmly, ${language ?? 'en'}`, async () => {
    const { screen } = await openRevoked({ ...settings, waiting: 0, settled: 1 })
    await expect
      .element(screen.getByText(/Nothing waits to be sent from this till|Nada espera envio nesta caixa/))
      .toBeVisible()
    await expect
      .element(screen.getByText(/still keeps 1 record that|Guarda ainda 1 registo que/))
      .toBeVisible()
    await expect
      .element(screen.getByRole('button', { name: /^(Export sealed|Exportar selado)/ }))
      .toBeVisible()
    expect(await picture(`last-resort-5-kept-${language ?? 'en'}`)).toBe('fits')
  })
}

test('an assistant reads that a manager can export, and has no button for it', async () => {
  const { screen } = await openRevoked({ operator: ANA })
  await expect.element(screen.getByText(/A manager can export, sealed/)).toBeVisible()
  expect(screen.getByRole('button', { name: /^Export/ }).query()).toBeNull()
})

test('a till that sends is offered nothing', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(PT, RUI) })
  desk.fake.unsent = { records: 2, oldestAt: '2026-11-22T14:30:00.000Z', settled: null }
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: /^To send/ }).click()
  await expect.element(screen.getByRole('heading', { name: /^To send/ })).toBeVisible()
  expect(screen.getByText(/sealed/).query()).toBeNull()
})
