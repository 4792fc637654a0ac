import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { MirrorShown } from '#shared/ipc/mirror-methods.ts'
import { PT } from '#shared/markets/pt.ts'

import { ANA, RUI, fakePorts, unlocked } from './fake-ports.ts'
import { picture } from './picture.ts'

const FOLDER = '/media/rui/PEN/counterside-mirror-01900000-0000-7000-8000-000000000900'
const WHOLE: MirrorShown = { kind: 'following', folder: FOLDER, isSameDisk: false, behind: 0 }
const LOST: MirrorShown = {
  kind: 'lost',
  folder: FOLDER,
  isSameDisk: false,
  cause: 'not-there',
  since: '2026-11-22T14:20:00.000Z',
  behind: 3,
}
const EMPTY = { phase: 'not-enrolled', accountApiUrl: 'https://accounts.example', notices: [] } as const

/** A field adviser's till, with a manager at work. */
async function open(
  given: { mirror?: MirrorShown; operator?: typeof ANA; language?: 'pt-PT'; theme?: 'dark' } = {},
) {
  const { mirror = WHOLE, operator = RUI, ...settings } = given
  await page.viewport(1366, 768)
  const state = unlocked(PT, operator)
  if (state.phase === 'unlocked') {
    state.configuration.store.channel = 'sales-adviser'
    if (mirror.kind === 'lost') state.notices = ['mirror-lost']
  }
  const desk = fakePorts({ state, settings })
  desk.fake.mirror = mirror
  const screen = await render(<App ports={desk.ports} />)
  return { ...desk, screen }
}

test('[MI7] Settings says what the mirror is, and a manager chooses it', async () => {
  const { screen, fake } = await open({ mirror: { kind: 'off' } })
  await screen.getByRole('button', { name: 'Settings' }).click()
  await expect.element(screen.getByText(/There is none: what is not sent yet/)).toBeVisible()
  expect(await picture('mirror-1-none')).toBe('fits')
  fake.chooseAnswer = 'inside-till'
  await screen.getByRole('button', { name: /^Choose a stick or disk/ }).click()
  await expect.element(screen.getByText(/is a part of the till itself. Nothing was changed/)).toBeVisible()
  fake.chooseAnswer = 'chosen'
  fake.mirror = WHOLE
  await screen.getByRole('button', { name: /^Choose a stick or disk/ }).click()
  await expect.element(screen.getByText('It holds every record of this till')).toBeVisible()
  await screen.getByRole('button', { name: 'Have no mirror' }).click()
  await expect.element(screen.getByText(/There is none/)).toBeVisible()
})

for (const given of [{}, { language: 'pt-PT', theme: 'dark' }] as const) {
  const name = 'language' in given ? 'pt' : 'en'
  test(`[MI7] a lost mirror is said on every screen, in Settings with what is on this till alone, ${name}`, async () => {
    const { screen } = await open({ ...given, mirror: LOST })
    await expect.element(screen.getByRole('button', { name: /^(Mirror lost|Cópia perdida)/ })).toBeVisible()
    await screen.getByRole('button', { name: /^(Settings|Definições)/ }).click()
    await expect.element(screen.getByText(/^(It is lost|Perdeu-se)/)).toBeVisible()
    await expect.element(screen.getByText(/3 re(cords that wait are|gistos que esperam estão)/)).toBeVisible()
    expect(await picture(`mirror-2-lost-${name}`)).toBe('fits')
  })

  test(`before a field adviser goes out the day says what the till takes along, ${name}`, async () => {
    const { screen, counts, fake } = await open({ ...given, mirror: LOST })
    fake.battery = { percent: 31, isCharging: true }
    fake.printerStanding = 'paper-out'
    counts.set({ waiting: 3, needsYou: 0, sentToday: 4, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
    await screen.getByRole('button', { name: /^(Day|Dia)/ }).click()
    await expect.element(screen.getByText(/^(4 things to look at|4 coisas a ver)/)).toBeVisible()
    await expect.element(screen.getByText(/^(31 %, plugged in|31 %, ligada à corrente)$/)).toBeVisible()
    await expect.element(screen.getByText(/^(has no paper|não tem papel)$/)).toBeVisible()
    expect(await picture(`mirror-3-not-ready-${name}`)).toBe('fits')
  })
}

test('[MI7] everything as it should be: the till can go out', async () => {
  const { screen } = await open()
  await screen.getByRole('button', { name: 'Day' }).click()
  await expect.element(screen.getByText('Yes: this till can go out without a network')).toBeVisible()
  await expect.element(screen.getByText('84 %')).toBeVisible()
  await expect.element(screen.getByText('takes jobs')).toBeVisible()
  expect(await picture('mirror-4-ready')).toBe('fits')
})

test('what the platform does not say of battery and printer is for the adviser’s own eyes', async () => {
  const { screen, fake } = await open()
  fake.battery = 'unknown'
  fake.printerStanding = 'unknown'
  await screen.getByRole('button', { name: 'Day' }).click()
  await expect.element(screen.getByText('2 things to look at before you go')).toBeVisible()
  await expect.element(screen.getByText('look at the machine')).toBeVisible()
  await expect.element(screen.getByText('look at the printer')).toBeVisible()
})

test('[MI9] a mirror on the till’s own disk is not taken for one, and an assistant chooses none', async () => {
  const { screen } = await open({ mirror: { ...WHOLE, isSameDisk: true }, operator: ANA })
  await screen.getByRole('button', { name: 'Settings' }).click()
  await expect.element(screen.getByText('It is on the same disk as the till')).toBeVisible()
  expect(screen.getByRole('button', { name: /^Choose/ }).query()).toBeNull()
  await screen.getByRole('button', { name: 'Day' }).click()
  await expect.element(screen.getByText('on the till’s own disk')).toBeVisible()
})

for (const language of ['en', 'pt-PT'] as const) {
  test(`[MI10] a new till takes over the mirror of a dead one before it is set up, ${language}`, async () => {
    await page.viewport(1366, 768)
    const desk = fakePorts({ state: { ...EMPTY, notices: [] }, settings: { language } })
    const screen = await render(<App ports={desk.ports} />)
    await screen.getByRole('button', { name: /^(This till replaces|Esta caixa substitui)/ }).click()
    expect(await picture(`restore-1-${language}`)).toBe('fits')
    desk.fake.foundMirror = { kind: 'failed', reason: 'none' }
    await screen.getByRole('button', { name: /^(Find the mirror|Procurar a cópia)/ }).click()
    await expect
      .element(screen.getByText(/^(There is no mirror with|Não há nenhuma cópia com)/))
      .toBeVisible()
    desk.fake.foundMirror = {
      kind: 'found',
      folder: FOLDER,
      records: 1207,
      lastSavedAt: '2026-11-22T13:58:00.000Z',
      damaged: 1,
    }
    await screen.getByRole('button', { name: /^(Find the mirror|Procurar a cópia)/ }).click()
    await expect.element(screen.getByText(/^1207 (records|registos)/)).toBeVisible()
    expect(await picture(`restore-2-found-${language}`)).toBe('fits')
    await screen.getByRole('button', { name: /^(Take them over|Passar para esta caixa)/ }).click()
    await expect.element(screen.getByText(/^12 (records are here|registos estão aqui)/)).toBeVisible()
    expect(await picture(`restore-3-done-${language}`)).toBe('fits')
  })
}

for (const language of ['en', 'pt-PT'] as const) {
  test(`[MI11] where the stick cannot be read any more, the till goes on with what was taken over once somebody said so, ${language}`, async () => {
    await page.viewport(1366, 768)
    const desk = fakePorts({ state: { ...EMPTY, notices: [] }, settings: { language } })
    desk.fake.restore = { kind: 'unfinished', unsent: 7 }
    desk.fake.leaveAnswer = 'failed'
    const screen = await render(<App ports={desk.ports} />)
    await screen.getByRole('button', { name: /^(The stick cannot be read|Já não se consegue ler)/ }).click()
    await expect.element(screen.getByText(/^(7 records that wait were|Passaram 7 registos)/)).toBeVisible()
    await screen.getByRole('button', { name: /^(Go on without|Continuar sem)/ }).click()
    await expect.element(screen.getByText(/^(This computer or the|Este computador ou a)/)).toBeVisible()
    expect(await picture(`restore-5-without-stick-${language}`)).toBe('fits')
    desk.fake.leaveAnswer = 'left'
    await screen.getByRole('button', { name: /^(Go on without|Continuar sem)/ }).click()
    await expect.element(screen.getByText(/^7 (records are here|registos estão aqui)/)).toBeVisible()
  })
}

test('[MI11] a restore that was cut off is gone on with before the till is set up', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: { ...EMPTY, notices: [] } })
  desk.fake.restore = { kind: 'unfinished', unsent: 7 }
  const screen = await render(<App ports={desk.ports} />)
  await expect.element(screen.getByText('Records were not taken over to the end')).toBeVisible()
  expect(screen.getByText('Set up a new till').query()).toBeNull()
  expect(await picture('restore-4-unfinished')).toBe('fits')
})
