import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { QueueRow } from '#renderer/flows/to-send/to-send-ports.ts'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'
import { PT } from '#shared/markets/pt.ts'

import { OFFLINE, RUI, fakePorts, rowOf, unlocked } from './fake-ports.ts'
import { picture } from './picture.ts'

/** Each is looked at in both languages, once in each theme. */
const LOOKS = [
  { language: 'en', theme: 'light' },
  { language: 'pt-PT', theme: 'dark' },
] as const

async function open(look: (typeof LOOKS)[number], notices: NoticeKind[] = []) {
  await page.viewport(1366, 768)
  const state = unlocked(PT, RUI)
  if (state.phase === 'unlocked') state.notices = notices
  const desk = fakePorts({ state, settings: look })
  const screen = await render(<App ports={desk.ports} />)
  return { ...desk, screen }
}

interface Troubled {
  readonly name: string
  readonly row: Partial<QueueRow>
  readonly notices?: NoticeKind[]
  /** What happened, what is safe, what to do, in English and in Portuguese. */
  readonly says: Record<'en' | 'pt-PT', readonly [RegExp, RegExp, RegExp]>
}

const RECORDS: readonly Troubled[] = [
  {
    name: 'quarantined',
    row: {
      status: 'quarantined',
      outcome: { kind: 'quarantined', reason: 'seal-broken' },
      settledAt: '2026-11-22T14:02:00.000Z',
    },
    says: {
      en: [/arrived and could not be read/, /kept on both sides/, /Tell head office its number/],
      'pt-PT': [/chegou e não se conseguiu ler/, /guardados dos dois lados/, /Diga o número à sede/],
    },
  },
  {
    name: 'too-large',
    row: { status: 'quarantined', outcome: { kind: 'quarantined', reason: 'too-large' } },
    says: {
      en: [/larger than the account API takes/, /kept on this till/, /Tell head office its number/],
      'pt-PT': [/maior do que a API de contas aceita/, /guardados nesta caixa/, /Diga o número à sede/],
    },
  },
  {
    name: 'suspect',
    row: { status: 'suspect' },
    says: {
      en: [
        /failed again and again/,
        /kept whole on this till and tried again/,
        /Tell head office its number/,
      ],
      'pt-PT': [/falhou/, /nesta caixa/, /Diga o número à sede/],
    },
  },
  {
    name: 'unreadable here',
    row: { status: 'quarantined', outcome: { kind: 'quarantined', reason: 'seal-broken' }, settledAt: null },
    says: {
      en: [/whether it arrived, cannot be read/, /kept aside/, /Do not reinstall\. Tell head office/],
      'pt-PT': [/se chegou, já não se consegue ler/, /guardado à parte/, /Não reinstale\. Diga o número/],
    },
  },
  {
    name: 'blocked',
    row: { status: 'waiting', restsOnLost: true },
    says: {
      en: [/cannot read or send that one any more/, /itself is whole/, /Tell head office its number/],
      'pt-PT': [/já não consegue lê-lo nem enviá-lo|não consegue/, /inteiro/, /Diga o número à sede/],
    },
  },
  {
    name: 'stopped',
    row: {},
    notices: ['terminal-revoked'],
    says: {
      en: [/may not send at the moment/, /survives a power cut/, /until then a manager can export it/],
      'pt-PT': [/não pode enviar/, /Resiste a um corte de luz/, /um gerente pode exportá-lo/],
    },
  },
]

/** What stands in the way of saving or sending. */
const NOTICES: readonly (readonly [NoticeKind, RegExp])[] = [
  [
    'client-too-old',
    /^(Nothing new can be saved here\. Everything|Não é possível guardar nada de novo aqui\. Tudo)/,
  ],
  [
    'terminal-revoked',
    /^(Nothing new can be saved here\. What|Não é possível guardar nada de novo aqui\. O que)/,
  ],
  ['disk-full', /^(What was saved before is safe|O que já foi guardado está seguro)/],
]

for (const look of LOOKS) {
  for (const { name, row, notices, says } of RECORDS) {
    test(`[I9] a record that is ${name} says what happened, what is safe and what to do, ${look.language}`, async () => {
      const { screen, rows, counts, sync } = await open(look, notices)
      if (notices !== undefined) sync.set(OFFLINE)
      rows.set([rowOf(1207, row), rowOf(1206, { status: 'accepted', outcome: { kind: 'accepted' } })])
      counts.set({ waiting: 0, needsYou: 1, sentToday: 1, oldestWaitingAt: null })
      await screen.getByRole('button', { name: /^(To send|Por enviar)/ }).click()
      await screen
        .getByRole('button', { name: /^(Registration|Registo)/ })
        .first()
        .click()
      const card = page.getByRole('region').last()
      for (const words of says[look.language]) await expect.element(card.getByText(words)).toBeVisible()
      expect(await picture(`half-${name}-${look.language}`)).toBe('fits')
    })
  }

  for (const [kind, words] of NOTICES) {
    test(`[I9] ${kind} is said on every screen, with what is safe and what to do, ${look.language}`, async () => {
      const { screen } = await open(look, [kind])
      await expect.element(screen.getByText(words)).toBeVisible()
      expect(await picture(`half-${kind}-${look.language}`)).toBe('fits')
    })
  }

  test(`[I9] what can wait is two words, and its sentence when it is asked for, ${look.language}`, async () => {
    const { screen } = await open(look, ['low-disk', 'clock-unverified'])
    await screen.getByRole('button', { name: /^(Disk almost full|Disco quase cheio)/ }).click()
    await expect
      .element(screen.getByText(/^(Everything saved is safe and saving|Tudo o que foi guardado)/))
      .toBeVisible()
    expect(await picture(`half-low-disk-${look.language}`)).toBe('fits')
    await screen.getByRole('button', { name: /^(Clock not checked|Relógio por confirmar)/ }).click()
    await expect
      .element(screen.getByText(/^(Records are safe\. Compare|Os registos estão seguros\. Compare)/))
      .toBeVisible()
    expect(await picture(`half-clock-unverified-${look.language}`)).toBe('fits')
  })

  test(`[I9] [OB34] a list of records that does not open is said at work and on the lock screen, ${look.language}`, async () => {
    const { screen, store, state } = await open(look)
    store.set({ isKept: false, lost: 0 })
    const words = /on this till’s disk.*Restart|no disco desta caixa.*Reinicie/
    await expect.element(screen.getByText(words)).toBeVisible()
    expect(await picture(`half-store-unavailable-${look.language}`)).toBe('fits')
    const now = state.getSnapshot()
    if (now.phase !== 'unlocked') throw new Error('not unlocked')
    const { configuration, operators, notices } = now
    state.set({ phase: 'locked', accountApiUrl: 'https://x.example', configuration, operators, notices })
    await expect.element(screen.getByText(words)).toBeVisible()
    store.set({ isKept: true, lost: 0 })
    await expect.element(screen.getByText(words)).not.toBeInTheDocument()
  })

  test(`[I9] [OB35] lost records are counted beside what needs somebody, on To send and on Day, ${look.language}`, async () => {
    const { screen, store, counts } = await open(look)
    counts.set({ waiting: 0, needsYou: 1, sentToday: 0, oldestWaitingAt: null })
    store.set({ isKept: true, lost: 2 })
    const words = /both copies of each.*Tell head office|as duas cópias de cada um.*Avise a sede/
    await expect
      .element(screen.getByText(/^(Online, 3 need you|Com ligação, 3 precisam de si)$/))
      .toBeVisible()
    await screen
      .getByRole('button', { name: /^(To send.*3 records need you|Por enviar.*3 registos precisam)/ })
      .click()
    await expect.element(screen.getByText(words)).toBeVisible()
    expect(screen.getByText(/Nothing was saved on this till yet|Ainda nada foi guardado/).query()).toBeNull()
    expect(await picture(`half-lost-${look.language}`)).toBe('fits')
    await screen.getByRole('button', { name: /^(Day|Dia)$/ }).click()
    await expect.element(screen.getByText(words)).toBeVisible()
    expect(screen.getByText(/You can leave this till|Pode deixar esta caixa/).query()).toBeNull()
  })
}

test('[I9] neither the status line nor the page of the day nor the lock screen says that a stopped till sends by itself', async () => {
  const { screen, counts, chain, state } = await open(LOOKS[0], ['terminal-revoked'])
  counts.set({ waiting: 2, needsYou: 0, sentToday: 0, oldestWaitingAt: '2026-11-22T14:02:00.000Z' })
  await expect.element(screen.getByText('Online, 2 cannot be sent')).toBeVisible()
  const standing = chain.getSnapshot()
  if (standing !== null) chain.set({ ...standing, open: { waiting: 2, cases: 0, quarantined: 0 } })
  await screen.getByRole('button', { name: 'Day', exact: true }).click()
  await expect.element(screen.getByText(/They go once what is said above is mended/)).toBeVisible()
  const now = state.getSnapshot()
  if (now.phase !== 'unlocked') throw new Error('not unlocked')
  const { configuration, operators, notices } = now
  const accountApiUrl = 'https://accounts.example'
  state.set({ phase: 'locked', accountApiUrl, configuration, operators, notices })
  await expect.element(screen.getByText(/They are safe and go once this till is set right/)).toBeVisible()
  expect(screen.getByText(/by itself|by themselves/).query()).toBeNull()
})
