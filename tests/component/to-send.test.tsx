import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { PT } from '#shared/markets/pt.ts'

import { OFFLINE, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { look } from './picture.ts'

async function open() {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(PT) })
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: /^To send/ }).click()
  return { ...desk, screen }
}

test('[I9] says what waits and since when, and follows a record until it is sent', async () => {
  const { screen, rows, counts, sync } = await open()
  sync.set(OFFLINE)
  counts.set({ waiting: 1, needsYou: 0, sentToday: 0, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
  rows.set([rowOf(12)])
  await expect.element(screen.getByText('Offline, 1 saved here, oldest 14:02')).toBeVisible()
  await screen.getByRole('button', { name: 'Registration' }).click()
  await expect.element(screen.getByText('Saved on this till, not yet sent')).toBeVisible()
  rows.set([rowOf(12, { status: 'accepted', outcome: { kind: 'accepted' } })])
  await expect.element(screen.getByText('Sent and settled')).toBeVisible()
})

test('shows more by keys, not by counting', async () => {
  const { screen, rows, fake } = await open()
  fake.pageRows = 2
  rows.set([rowOf(15), rowOf(14), rowOf(13), rowOf(12), rowOf(11)])
  await expect.element(screen.getByText('no. 15')).toBeVisible()
  for (const missing of ['no. 13', 'no. 11']) {
    expect(screen.getByText(missing).query()).toBeNull()
    await screen.getByRole('button', { name: 'Show more' }).click()
    await expect.element(screen.getByText(missing)).toBeVisible()
  }
})

test('[I6] [I9] what waits for a record that cannot be sent needs somebody, and says so', async () => {
  const { screen, rows } = await open()
  rows.set([rowOf(12, { status: 'waiting', restsOnLost: true })])
  await screen.getByRole('button', { name: 'Registration' }).click()
  await expect.element(screen.getByText('It waits for a record that cannot be sent')).toBeVisible()
  await expect.element(screen.getByText(/Tell head office its number/)).toBeVisible()
  await expect.element(screen.getByText('Needs you', { exact: true }).first()).toBeVisible()
})

test('[OB18] [I9] what this till itself cannot read any more is not said to have arrived', async () => {
  const { screen, rows } = await open()
  const outcome = { kind: 'quarantined', reason: 'seal-broken' } as const
  rows.set([rowOf(12, { status: 'quarantined', outcome, settledAt: null })])
  await screen.getByRole('button', { name: 'Registration' }).click()
  await expect.element(screen.getByText('This till cannot read this record any more')).toBeVisible()
  await expect.element(screen.getByText(/Do not reinstall\. Tell head office its number/)).toBeVisible()
  await look('to-send-unreadable')
  rows.set([rowOf(12, { status: 'quarantined', outcome, settledAt: '2026-11-22T14:02:00.000Z' })])
  await expect.element(screen.getByText('The account API cannot read this record')).toBeVisible()
})

test('an empty till says so', async () => {
  const { screen } = await open()
  await expect.element(screen.getByText('Nothing was saved on this till yet')).toBeVisible()
})

test('[R5] says how an age check ended where that is known, when a record was sent, and its short hash', async () => {
  const { screen, rows, slips } = await open()
  slips.push({ initials: null, devices: [], ageOutcome: 'refused' }, null)
  rows.set([
    rowOf(13, { type: 'age-check' }),
    rowOf(12, { type: 'age-check' }),
    rowOf(11, {
      status: 'accepted',
      outcome: { kind: 'accepted' },
      settledAt: '2026-11-22T12:48:00.000Z',
    }),
  ])
  await expect.element(screen.getByRole('button', { name: 'Age check: refused' })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Age check', exact: true })).toBeVisible()
  await expect.element(screen.getByText('Sent 12:48')).toBeVisible()
  await screen.getByRole('button', { name: 'Registration' }).click()
  await expect.element(screen.getByText(/no\. 11 · c7b4369a$/)).toBeVisible()
})
