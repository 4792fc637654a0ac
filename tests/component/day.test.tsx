import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { QueueRow } from '#renderer/flows/to-send/to-send-ports.ts'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'
import type { ChainStanding } from '#shared/ipc/leave-methods.ts'
import { PT } from '#shared/markets/pt.ts'

import { proveAge } from './counter-steps.ts'
import { CONFIRMED, HEAD, NOW_MS, OFFLINE, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { look } from './picture.ts'

const MAY_LEAVE = 'You can leave this till.'
const NOT_YET = 'Not everything is confirmed yet'

async function open(given: Parameters<typeof fakePorts>[0] = {}) {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(PT), ...given })
  const screen = await render(<App ports={desk.ports} />)
  return { ...desk, screen }
}

async function openDay(given: Parameters<typeof fakePorts>[0] = {}) {
  const desk = await open(given)
  await desk.screen.getByRole('button', { name: /^(Day|Dia)$/ }).click()
  return desk
}

const SENT = { status: 'accepted', outcome: { kind: 'accepted' } } as const

/** A day from nine to half past two: the last `unsettled` of its records are not settled. */
function aDay(unsettled: number): QueueRow[] {
  const types = ['registration', 'sale', 'age-check', 'age-check'] as const
  return Array.from({ length: 41 }, (_, index) => {
    const savedMs = NOW_MS - 5_000 - index * 8 * 60_000
    const savedAt = new Date(savedMs).toISOString()
    const settledAt = new Date(savedMs + 2_000 + (index === 20 ? 25 * 60_000 : 0)).toISOString()
    const state = index < unsettled ? {} : { ...SENT, settledAt }
    return rowOf(1207 - index, { type: types[index % 4] ?? 'sale', savedAt, ...state })
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`[I9] everything confirmed, in the ${theme} theme`, async () => {
    const { screen, rows } = await openDay({ settings: { theme } })
    rows.set(aDay(0))
    await expect.element(screen.getByRole('heading', { name: MAY_LEAVE })).toBeVisible()
    await expect.element(screen.getByText(/up to no\. 1207.*at 14:36/)).toBeVisible()
    await look(`day-1-may-leave-${theme}`)
  })

  test(`[I9] not yet, with everything that is missing, in the ${theme} theme`, async () => {
    const { screen, rows, counts, chain, sync } = await openDay({ settings: { theme } })
    rows.set(aDay(4))
    sync.set({ ...OFFLINE, lastContactAtMs: NOW_MS - 35 * 60_000 })
    counts.set({ waiting: 3, needsYou: 1, sentToday: 37, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
    chain.set({
      ...CONFIRMED,
      open: { waiting: 3, cases: 1, quarantined: 0 },
      confirmed: {
        head: { ...HEAD, sequence: 1203, hash: 'e'.repeat(43) },
        gaps: [],
        heardAt: '2026-11-22T14:02:00.000Z',
        heardAgoMs: 35 * 60_000,
      },
    })
    await expect.element(screen.getByRole('heading', { name: NOT_YET })).toBeVisible()
    await expect.element(screen.getByText('3 records wait, oldest 14:02', { exact: true })).toBeVisible()
    await expect
      .element(
        screen.getByText('The account API confirmed up to no. 1203; this till has written up to no. 1207'),
      )
      .toBeVisible()
    await look(`day-2-not-yet-${theme}`)
  })

  test(`before the desk closes, in the ${theme} theme`, async () => {
    const { screen, counts, closing } = await open({ settings: { theme } })
    counts.set({ waiting: 3, needsYou: 0, sentToday: 37, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
    await proveAge(screen)
    closing.asked()
    await expect.element(screen.getByRole('heading', { name: 'Close the desk?' })).toBeVisible()
    await expect.element(screen.getByText('What was typed for the customer is not saved')).toBeVisible()
    await expect.element(screen.getByText('3 records wait on this till, oldest 14:02')).toBeVisible()
    expect(closing.answers.slice(-2)).toEqual(['listening', 'asking'])
    await look(`closing-${theme}`)
  })
}

test('[I9] the same in Portuguese', async () => {
  const { screen, rows, counts, chain, closing } = await openDay({ settings: { language: 'pt-PT' } })
  rows.set(aDay(1))
  await expect.element(screen.getByRole('heading', { name: /^Pode deixar esta caixa/ })).toBeVisible()
  counts.set({ waiting: 1, needsYou: 0, sentToday: 37, oldestWaitingAt: '2026-11-21T17:02:00.000Z' })
  chain.set({ ...CONFIRMED, open: { waiting: 1, cases: 0, quarantined: 0 } })
  await expect
    .element(screen.getByText('1 registo por enviar, guardado: 21 de novembro de 2026, 17:02'))
    .toBeVisible()
  await look('day-3-pt')
  closing.asked()
  await expect.element(screen.getByRole('heading', { name: 'Fechar a aplicação?' })).toBeVisible()
  await look('closing-pt')
})

interface Wrong {
  readonly says: RegExp
  readonly notices?: NoticeKind[]
  readonly chain?: ChainStanding | null
  readonly cause?: string
  readonly lastContactAtMs?: number | null
  readonly needsYou?: number
}
const confirmedAs = (change: Partial<NonNullable<ChainStanding['confirmed']>>): ChainStanding => ({
  ...CONFIRMED,
  confirmed: CONFIRMED.confirmed === null ? null : { ...CONFIRMED.confirmed, ...change },
})
const openAs = (change: Partial<ChainStanding['open']>): ChainStanding => ({
  ...CONFIRMED,
  open: { ...CONFIRMED.open, ...change },
})
const WRONGS: readonly Wrong[] = [
  { says: /^The clock of this till is wrong/, notices: ['clock-wrong'] },
  { says: /^A part of the till’s journal is damaged/, notices: ['journal-damaged'] },
  { says: /^The list of records cannot be kept/, cause: 'disk-failed' },
  { says: /^This till is still reading/, chain: null },
  { says: /^2 records need a decision/, chain: openAs({ cases: 2 }), needsYou: 2 },
  { says: /^1 record cannot be taken/, chain: openAs({ quarantined: 1 }), needsYou: 1 },
  { says: /^1 record fails again and again/, chain: openAs({ waiting: 1 }), needsYou: 1 },
  { says: /^2 records wait$/, chain: openAs({ waiting: 2 }) },
  { says: /misses no\. 1204 to 1205/, chain: confirmedAs({ gaps: [[1204, 1205]] }) },
  { says: /misses no\. 1204 of/, chain: confirmedAs({ gaps: [[1204, 1204]] }) },
  { says: /do not agree at no\. 1207/, chain: confirmedAs({ head: { ...HEAD, hash: 'x'.repeat(43) } }) },
  { says: /^No fresh confirmation; .* 14:36$/, chain: confirmedAs({ heardAgoMs: 60 * 60_000 }) },
  { says: /^No confirmation; /, chain: { ...CONFIRMED, confirmed: null }, lastContactAtMs: null },
]

test.each(WRONGS)('[I9] says what is missing: $says', async (wrong) => {
  const state = unlocked(PT)
  if (state.phase === 'unlocked') state.notices = wrong.notices ?? []
  const { screen, chain, sync, counts } = await openDay({ state })
  if (wrong.chain !== undefined) chain.set(wrong.chain)
  const needsYou = wrong.needsYou ?? 0
  counts.set({ waiting: 0, needsYou, sentToday: 0, oldestWaitingAt: null })
  const { cause = null, lastContactAtMs = NOW_MS - 60_000 } = wrong
  sync.set({ ...OFFLINE, connection: 'online', cause, lastContactAtMs })
  await expect.element(screen.getByRole('heading', { name: NOT_YET })).toBeVisible()
  await expect.element(screen.getByRole('listitem').getByText(wrong.says)).toBeVisible()
})

test('[I9] becomes a yes by itself, asks when it opens and when it is told to, by keys alone', async () => {
  const { screen, fake, chain } = await open()
  chain.set({ ...CONFIRMED, confirmed: null })
  await expect.element(screen.getByRole('button', { name: 'Day' })).toBeVisible()
  document.body.focus()
  await userEvent.keyboard('d')
  await expect.element(screen.getByRole('heading', { name: NOT_YET })).toBeVisible()
  const asked = fake.checks
  expect(asked).toBeGreaterThan(0)
  await screen.getByRole('button', { name: 'Check now' }).click()
  expect(fake.checks).toBe(asked + 1)
  chain.set(CONFIRMED)
  await expect.element(screen.getByRole('heading', { name: MAY_LEAVE })).toBeVisible()
})

test('a line leads to where it is mended', async () => {
  const { screen, chain, counts } = await openDay()
  counts.set({ waiting: 0, needsYou: 1, sentToday: 0, oldestWaitingAt: null })
  chain.set(openAs({ cases: 1 }))
  await screen.getByRole('button', { name: 'Go to To send' }).click()
  await expect.element(screen.getByRole('heading', { name: /^To send/ })).toBeVisible()
})

test('a day without a record says so, and figures are those of today', async () => {
  const { screen, rows } = await openDay()
  await expect.element(screen.getByText('Nothing was saved today yet')).toBeVisible()
  rows.set([rowOf(2), rowOf(1, { savedAt: '2026-11-21T14:02:00.000Z' })])
  await expect.element(screen.getByText('Registrations')).toBeVisible()
  await expect.element(screen.getByRole('table').getByRole('row')).toHaveLength(2)
})

test('with nothing open and nothing waiting the desk closes without a word', async () => {
  const { screen, closing } = await open()
  await expect.element(screen.getByRole('button', { name: 'Day' })).toBeVisible()
  closing.asked()
  await expect.poll(() => closing.answers.slice(-2)).toEqual(['listening', 'close'])
  expect(screen.getByText('Close the desk?').query()).toBeNull()
})

test('to stay is one key, and what was typed is still there; to close is said aloud', async () => {
  const { screen, closing } = await open()
  await proveAge(screen)
  closing.asked()
  await expect.element(screen.getByRole('button', { name: 'Stay' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByText('Close the desk?')).not.toBeInTheDocument()
  await expect.element(screen.getByText(/^Age proven/)).toBeVisible()
  closing.asked()
  await screen.getByRole('button', { name: 'Close anyway' }).click()
  expect(closing.answers.slice(-5)).toEqual(['listening', 'asking', 'stay', 'asking', 'close'])
})

test('[I9] what is sent while the question stands is no longer said to wait', async () => {
  const { screen, closing, counts } = await open()
  counts.set({ waiting: 2, needsYou: 0, sentToday: 0, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
  await expect.element(screen.getByRole('button', { name: 'Day' })).toBeVisible()
  closing.asked()
  await expect.element(screen.getByText(/^2 records wait on this till/)).toBeVisible()
  counts.set({ waiting: 0, needsYou: 0, sentToday: 2, oldestWaitingAt: null })
  await expect.element(screen.getByText('Nothing waits any more')).toBeVisible()
  await screen.getByRole('button', { name: 'Close', exact: true }).click()
  expect(closing.answers.at(-1)).toBe('close')
})

test('before the till is set up it closes without a word', async () => {
  const { screen, closing } = await open({
    state: { phase: 'not-enrolled', accountApiUrl: null, notices: [] },
  })
  await expect.element(screen.getByRole('button', { name: 'Set up this till' })).toBeVisible()
  closing.asked()
  expect(closing.answers.at(-1)).toBe('close')
})

test('[I9] the lock screen says what still waits and that the customer is kept', async () => {
  const { screen, counts, state } = await open()
  counts.set({ waiting: 3, needsYou: 0, sentToday: 0, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
  await proveAge(screen)
  const { configuration, operators } = unlocked(PT) as never as {
    configuration: never
    operators: never
  }
  const accountApiUrl = 'https://accounts.example'
  state.set({ phase: 'locked', accountApiUrl, configuration, operators, notices: [] })
  await expect.element(screen.getByText(/^3 saved here, oldest 14:02/)).toBeVisible()
  await expect.element(screen.getByText(/typed for the customer is kept/)).toBeVisible()
  await look('unlock-3-still-here')
})
