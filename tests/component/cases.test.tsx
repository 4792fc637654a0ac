import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import type { QueueRow } from '#renderer/flows/to-send/to-send-ports.ts'
import { caseIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { CaseChoice, CaseKind, Outcome } from '#shared/contracts/outcome.ts'
import { PT } from '#shared/markets/pt.ts'

import { fillCustomer, proveAge, refuseEverything, scan, typeByHand, typeDevice } from './counter-steps.ts'
import { DEVICE, fakePorts, idNumber, rowOf, unlocked } from './fake-ports.ts'

const CASE_ID = caseIdSchema.parse(idNumber(700))
const DECISION_ID = operationIdSchema.parse(idNumber(800))

/** The choices as the account API names them. */
const CHOICES: Record<CaseKind, readonly CaseChoice[]> = {
  'email-taken': ['same-person', 'mistyped', 'cancel', 'customer-not-here'],
  'device-taken': ['transfer', 'dispute', 'mistyped', 'cancel', 'customer-not-here'],
  'not-owner': ['mistyped', 'dispute', 'customer-not-here'],
  'invalid-field': ['mistyped', 'cancel', 'customer-not-here'],
  'not-covered': ['statutory-route', 'pay', 'cancel', 'customer-not-here'],
  'new-device-taken': ['mistyped', 'customer-not-here'],
  'id-reused': ['cancel', 'customer-not-here'],
  'settled-already': ['reverse', 'keep', 'customer-not-here'],
  'support-reversed': ['reverse', 'keep', 'customer-not-here'],
  'open-cases': ['after-cases', 'now-anyway', 'customer-not-here'],
  'removal-overlap': ['erase', 'settle'],
  'merge-taken-back': ['reverse', 'keep'],
  'not-settled': ['settle-again', 'cancel'],
  'key-unknown': ['settle-again', 'cancel'],
}

function caseOf(caseKind: CaseKind, more: Partial<Extract<Outcome, { kind: 'case' }>> = {}): Outcome {
  return { kind: 'case', caseId: CASE_ID, version: 3, caseKind, choices: [...CHOICES[caseKind]], ...more }
}

function caseRow(outcome: Outcome, more: Partial<QueueRow> = {}): QueueRow {
  return rowOf(12, { status: 'case', outcome, ...more })
}

async function open(rows: readonly QueueRow[], language: 'en' | 'pt-PT' = 'en') {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(PT), settings: { language } })
  desk.rows.set(rows)
  const screen = await render(<App ports={desk.ports} />)
  await screen.getByRole('button', { name: /^(To send|Por enviar)/ }).click()
  return { ...desk, screen }
}

async function openCase(caseKind: CaseKind, type = 'registration') {
  const desk = await open([caseRow(caseOf(caseKind), { type })])
  await desk.screen.getByRole('button', { name: WORDS[type] ?? '', exact: true }).click()
  return desk
}

const WORDS: Readonly<Record<string, string>> = {
  registration: 'Registration',
  'device-added': 'Device added',
  'device-released': 'Device released',
  void: 'Record taken back',
  sale: 'Sale without registration',
}

type Opened = Awaited<ReturnType<typeof open>>

const choose = ({ screen }: Opened, title: string) =>
  screen.getByRole('radiogroup', { name: 'What is true?' }).getByText(title, { exact: true }).click()
const primary = ({ screen }: Opened) => screen.getByRole('button', { name: 'Save the decision' })

async function saveDecision(desk: Opened) {
  await primary(desk).click()
  await expect.poll(() => desk.saves.length).toBe(1)
  return desk.saves[0]
}

for (const [caseKind, type, titles] of [
  [
    'email-taken',
    'registration',
    [
      'It is the same person',
      'The e-mail was mistyped',
      'Cancel this registration',
      'The customer is not here',
    ],
  ],
  [
    'device-taken',
    'registration',
    [
      'Its holder lets it go',
      'The customer says it is theirs',
      'The device was mistyped',
      'Cancel this registration',
      'The customer is not here',
    ],
  ],
  [
    'not-owner',
    'device-released',
    ['The device was mistyped', 'The customer says it is theirs', 'The customer is not here'],
  ],
  [
    'invalid-field',
    'registration',
    ['Something was mistyped', 'Cancel this registration', 'The customer is not here'],
  ],
  ['invalid-field', 'sale', ['Cancel this record', 'The customer is not here']],
  ['id-reused', 'registration', ['Cancel this registration', 'The customer is not here']],
  [
    'settled-already',
    'void',
    ['Take it back all the same', 'Leave it as it was', 'The customer is not here'],
  ],
  [
    'support-reversed',
    'device-added',
    ['Take this one back, too', 'Let it count', 'The customer is not here'],
  ],
] as const) {
  test(`[I7] ${caseKind} of ${type}: what is true in words, nothing lost, nothing preselected`, async () => {
    const desk = await openCase(caseKind, type)
    const { screen } = desk
    await expect.element(screen.getByText(/Nothing is lost: this re/)).toBeVisible()
    const radios = screen.getByRole('radiogroup', { name: 'What is true?' }).getByRole('radio')
    const shown = radios.elements().map((radio) => radio.closest('label')?.querySelector('b')?.textContent)
    expect(shown).toEqual(titles)
    expect(radios.elements().filter((radio) => (radio as HTMLInputElement).checked)).toEqual([])
    await expect.element(screen.getByRole('button', { name: 'Choose one first' })).toBeDisabled()
  })
}

test('[R7] same person: only after the document was seen, and it is recorded against the version that was shown', async () => {
  const desk = await openCase('email-taken')
  await choose(desk, 'It is the same person')
  await expect.element(desk.screen.getByRole('button', { name: 'Something is still open' })).toBeDisabled()
  await desk.screen.getByRole('button', { name: /document shown/ }).click()
  const row = caseRow(caseOf('email-taken'))
  expect(await saveDecision(desk)).toMatchObject({
    aggregateId: row.aggregateId,
    dependsOn: [row.operationId],
    operation: {
      type: 'resolution',
      payload: {
        caseId: CASE_ID,
        caseVersion: 3,
        operation: row.operationId,
        decision: { choice: 'same-person', documentMatched: true },
      },
    },
  })
})

test('[R7] a confirmation belongs to its choice: another choice begins unconfirmed', async () => {
  const desk = await openCase('device-taken')
  await choose(desk, 'Its holder lets it go')
  await desk.screen.getByRole('button', { name: /lets the device go/ }).click()
  await expect.element(primary(desk)).toBeEnabled()
  await choose(desk, 'Cancel this registration')
  await choose(desk, 'Its holder lets it go')
  await expect.element(desk.screen.getByRole('button', { name: 'Something is still open' })).toBeDisabled()
})

test('[R7] mistyped e-mail: typed again by the rules of the counter', async () => {
  const desk = await openCase('email-taken')
  await choose(desk, 'The e-mail was mistyped')
  const field = desk.screen.getByLabelText('The right e-mail')
  await field.fill('not an address')
  await userEvent.tab()
  await expect.element(desk.screen.getByText(/not a whole e-mail address/)).toBeVisible()
  await field.fill(' Maria@Exemplo.PT ')
  expect(await saveDecision(desk)).toMatchObject({
    operation: {
      payload: {
        decision: {
          choice: 'mistyped',
          changes: { type: 'registration', fields: { email: 'maria@exemplo.pt' } },
        },
      },
    },
  })
})

test('[R11] [R12] mistyped device: a wrong code says why, a scan goes where it belongs, the list replaces the old one', async () => {
  const desk = await openCase('device-taken')
  await choose(desk, 'The device was mistyped')
  const code = desk.screen.getByLabelText('Device code')
  await code.fill('K7M2O')
  await desk.screen.getByRole('button', { name: 'Add' }).click()
  await expect.element(desk.screen.getByText(/has 12 characters|without I and O/)).toBeVisible()
  await scan(DEVICE)
  await expect.element(desk.screen.getByText('K7M2 9QX4 TB3D', { exact: true })).toBeVisible()
  await expect.element(desk.screen.getByRole('button', { name: 'Something is still open' })).toBeDisabled()
  await code.fill('H4P8VN2WQ6RZ')
  await desk.screen.getByRole('button', { name: 'Add' }).click()
  await desk.screen.getByLabelText('Where is it from?').last().selectOptions('gift')
  const saved = await saveDecision(desk)
  expect(saved?.operation.payload).toMatchObject({
    decision: {
      changes: {
        fields: {
          devices: [
            { deviceId: DEVICE, kind: 'kit', model: null, origin: 'bought-here' },
            { deviceId: 'H4P8VN2WQ6RZ', kind: 'kit', model: null, origin: 'gift' },
          ],
        },
      },
    },
  })
})

test('[R12] a released device that was mistyped is one, and the last one typed', async () => {
  const desk = await openCase('not-owner', 'device-released')
  await choose(desk, 'The device was mistyped')
  for (const code of ['H4P8VN2WQ6RZ', DEVICE]) {
    await desk.screen.getByLabelText('Device code').fill(code)
    await desk.screen.getByRole('button', { name: 'Add' }).click()
  }
  expect((await saveDecision(desk))?.operation.payload).toMatchObject({
    decision: { changes: { type: 'device-released', fields: { deviceId: DEVICE } } },
  })
})

test('[I7] a field that was not accepted: which one is said first', async () => {
  const desk = await openCase('invalid-field')
  await choose(desk, 'Something was mistyped')
  await desk.screen
    .getByRole('radiogroup', { name: 'What was wrong?' })
    .getByText('New or not', { exact: true })
    .click()
  await desk.screen
    .getByRole('radiogroup', { name: 'Already a customer?' })
    .getByText('No', { exact: true })
    .click()
  expect((await saveDecision(desk))?.operation.payload).toMatchObject({
    decision: { changes: { type: 'registration', fields: { claim: 'new' } } },
  })
})

for (const [title, caseKind, type, decision] of [
  ['Cancel this registration', 'email-taken', 'registration', { choice: 'cancel' }],
  ['The customer says it is theirs', 'device-taken', 'registration', { choice: 'dispute' }],
  ['Take it back all the same', 'settled-already', 'void', { choice: 'reverse' }],
  ['Let it count', 'support-reversed', 'device-added', { choice: 'keep' }],
] as const) {
  test(`[I7] '${title}' needs nothing more`, async () => {
    const desk = await openCase(caseKind, type)
    await choose(desk, title)
    expect((await saveDecision(desk))?.operation.payload).toMatchObject({ decision })
  })
}

test('[I7] customer not here: asked at the next visit or by a link, and it stands below with its reason', async () => {
  const desk = await openCase('email-taken')
  await choose(desk, 'The customer is not here')
  await desk.screen
    .getByRole('radiogroup', { name: 'How is the customer asked?' })
    .getByText('By a link', { exact: true })
    .click()
  expect((await saveDecision(desk))?.operation.payload).toMatchObject({
    decision: { choice: 'customer-not-here', ask: 'link' },
  })
  const asked = caseRow(caseOf('email-taken', { version: 4, asked: 'link' }))
  desk.rows.set([asked, rowOf(11, { status: 'suspect', type: 'sale' })])
  const rows = desk.screen.getByRole('row')
  await expect.poll(() => rows.nth(1).element().textContent).toContain('Sale without registration')
  await expect.poll(() => rows.nth(2).element().textContent).toContain('SentThe customer is asked by a link')
  await expect.element(desk.screen.getByRole('button', { name: 'Choose one first' })).toBeDisabled()
})

const DECIDED = {
  operationId: DECISION_ID,
  savedAt: '2026-11-22T14:20:00.000Z',
  operatorId: null,
  outcome: null,
  isLast: true,
} as const

test('[I9] what was decided here is not asked again: it says when, and that it goes when the store is online', async () => {
  const desk = await openCase('email-taken')
  await choose(desk, 'Cancel this registration')
  await saveDecision(desk)
  desk.rows.set([caseRow(caseOf('email-taken'), { decision: DECIDED })])
  const { screen } = desk
  await expect.element(screen.getByText('decided here at 14:20, goes when the store is online')).toBeVisible()
  expect(screen.getByRole('radio').query()).toBeNull()
  desk.rows.set([
    caseRow(caseOf('email-taken'), { decision: { ...DECIDED, outcome: { kind: 'superseded' } } }),
  ])
  await expect.element(screen.getByText(/somebody else decided first\. What they decided/)).toBeVisible()
  desk.rows.set([
    rowOf(12, {
      status: 'accepted',
      outcome: { kind: 'accepted' },
      settledAt: '2026-11-22T14:30:00.000Z',
      decision: { ...DECIDED, outcome: { kind: 'superseded' }, isLast: false },
    }),
  ])
  await expect.element(screen.getByText('Sent 14:30')).toBeVisible()
  await expect.element(screen.getByText('Decided by somebody else: it counts')).toBeVisible()
})

test('[I9] somebody else decided and the case goes on: the choices are back, with the reason', async () => {
  const { screen } = await open([
    caseRow(caseOf('email-taken', { version: 4 }), {
      decision: { ...DECIDED, outcome: { kind: 'superseded' }, isLast: false },
    }),
  ])
  await screen.getByRole('button', { name: 'Registration', exact: true }).click()
  await expect.element(screen.getByText(/Somebody else decided first\. The case is still open/)).toBeVisible()
  await expect.element(screen.getByText('It is the same person')).toBeVisible()
})

test('[I9] a decision that came too late says so, and what became of the record', async () => {
  const target = rowOf(12, { status: 'superseded', outcome: { kind: 'superseded' } })
  const { screen } = await open([
    rowOf(14, {
      type: 'resolution',
      status: 'superseded',
      outcome: { kind: 'superseded' },
      about: target.operationId,
    }),
    target,
  ])
  await screen.getByRole('button', { name: 'Decision in a case' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Somebody else decided first' })).toBeVisible()
  await expect.element(screen.getByText('What became of the record')).toBeVisible()
  await expect.element(screen.getByText('Settled, without effect')).toBeVisible()
})

test('[I9] a decision that was not saved stays on the screen, and the next press saves the same one', async () => {
  const desk = await openCase('email-taken')
  desk.fake.nextSave = { kind: 'unknown' }
  await choose(desk, 'Cancel this registration')
  await primary(desk).click()
  await expect.element(desk.screen.getByText(/may or may not be on disk/)).toBeVisible()
  await primary(desk).click()
  await expect.poll(() => desk.saves.length).toBe(2)
  expect(desk.saves[1]).toEqual(desk.saves[0])
})

test('[I9] a decision of which nobody knows whether it is on disk is called so, and stays the one that was handed over', async () => {
  const desk = await openCase('email-taken')
  desk.fake.nextSave = { kind: 'unknown' }
  await choose(desk, 'Cancel this registration')
  await primary(desk).click()
  await expect.element(desk.screen.getByText('Perhaps not saved')).toBeVisible()
  expect(desk.screen.getByText('Not saved', { exact: true }).query()).toBeNull()
  const other = desk.screen.getByText('It is the same person', { exact: true }).element()
  ;(other as HTMLElement).click()
  await primary(desk).click()
  await expect.poll(() => desk.saves.length).toBe(2)
  expect(desk.saves[1]).toEqual(desk.saves[0])
})

test('[I7] a record that was just saved and needs somebody leads to its case', async () => {
  await page.viewport(1366, 768)
  const desk = fakePorts({ state: unlocked(PT) })
  const screen = await render(<App ports={desk.ports} />)
  await proveAge(screen)
  await fillCustomer(screen)
  await refuseEverything(screen)
  await typeDevice(screen, DEVICE)
  await screen.getByRole('button', { name: /^Save/ }).click()
  await expect.element(screen.getByText('Saved on this till')).toBeVisible()
  const operationId = desk.saves.at(-1)?.operationId
  desk.rows.set([caseRow(caseOf('email-taken'), operationId === undefined ? {} : { operationId })])
  await screen.getByRole('button', { name: 'Decide now' }).click()
  await expect.element(screen.getByRole('button', { name: 'Choose one first' })).toBeDisabled()
  await expect.element(screen.getByText('It is the same person')).toBeVisible()
})

test('the badge counts what needs somebody and what waits', async () => {
  const desk = await open([])
  desk.counts.set({ waiting: 2, needsYou: 1, sentToday: 0, oldestWaitingAt: null })
  const entry = desk.screen.getByRole('button', { name: /^To send/ })
  await expect.poll(() => entry.element().textContent).toBe('To send31 record needs you, 2 records wait here')
})

test('[I9] by the keyboard alone, in Portuguese', async () => {
  const desk = await open([caseRow(caseOf('email-taken'))], 'pt-PT')
  const row = desk.screen.getByRole('button', { name: 'Registo', exact: true })
  ;(row.element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  const group = desk.screen.getByRole('radiogroup', { name: 'O que é verdade?' })
  await expect.poll(() => group.element().contains(document.activeElement)).toBe(true)
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(desk.screen.getByLabelText('O e-mail certo')).toBeVisible()
  await userEvent.tab()
  await typeByHand('maria.nova@exemplo.pt')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(() => desk.saves.length).toBe(1)
  expect(desk.saves[0]?.operation.payload).toMatchObject({
    decision: { choice: 'mistyped', changes: { fields: { email: 'maria.nova@exemplo.pt' } } },
  })
  await userEvent.keyboard('{Escape}')
  expect(document.activeElement).toBe(row.element())
})
