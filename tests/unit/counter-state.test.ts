import { describe, expect, it } from 'vitest'
import { counterReducer, type CounterAction } from '#renderer/flows/counter/counter-reducer.ts'
import {
  openCounter,
  type CounterState,
  type Done,
  type StandingCheck,
} from '#renderer/flows/counter/counter-state.ts'
import type { CapturedOperation } from '#renderer/flows/record-port.ts'
import { confirmLines, nextOpen } from '#renderer/flows/counter/open-items.ts'
import { readPerson } from '#renderer/flows/counter/read-person.ts'
import { readDevice } from '#renderer/flows/counter/read-device.ts'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import { parseCalendarDate, type CalendarDate } from '#shared/domain/calendar-date.ts'
import { PT } from '#shared/markets/pt.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const operation = (number: number) => operationIdSchema.parse(id(number))
const aggregate = (number: number) => aggregateIdSchema.parse(id(number))

function day(text: string): CalendarDate {
  const date = parseCalendarDate(text)
  if (!date.ok) throw new Error(text)
  return date.value
}

const TODAY = day('2026-11-22')
const EMPTY = openCounter({
  ids: {
    visit: aggregate(1),
    customer: aggregate(2),
    ageCheck: operation(3),
    sale: operation(4),
    registration: operation(5),
  },
  startedAtMs: 0,
  home: { country: 'PT', language: 'pt-PT' },
})
const CHECK: StandingCheck = {
  id: operation(3),
  outcome: 'allowed',
  visitId: id(1),
  operatorId: 'ana',
  birthDate: day('1992-05-03'),
  checkedAt: { monotonicMs: 0, wallMs: 0 },
  documentKind: 'citizen-card',
  ruleVersion: 'pt-age-1',
}

const REFUSAL: CapturedOperation = {
  operationId: operation(3),
  aggregateId: aggregate(1),
  dependsOn: [],
  operation: {
    type: 'age-check-correction',
    payload: { of: operation(3), why: 'date-typed-wrong' },
  },
}

const run = (actions: readonly CounterAction[], from: CounterState = EMPTY) =>
  actions.reduce(counterReducer, from)
const typed: readonly CounterAction[] = [
  { kind: 'allowed', check: CHECK, born: '03/05/1992' },
  { kind: 'notice-shown', notice: { version: 'pt-notice-1', language: 'pt-PT' } },
  { kind: 'person-typed', field: 'givenName', value: 'Maria' },
  { kind: 'person-typed', field: 'country', value: 'ES' },
]

function linesOf(state: CounterState) {
  const person = readPerson(state.person, { market: PT, today: TODAY, check: state.check })
  return confirmLines(state, {
    person,
    market: PT,
    today: TODAY,
    place: { channel: 'brand-store', storeName: 'Store 014' },
  })
}

describe('counter', () => {
  it('[R4] a refusal leaves nothing of what was typed, before anything is on disk', () => {
    const given = { reason: 'doubt', operations: [REFUSAL], takenBack: null } as const
    const refused = run([...typed, { kind: 'refused', ...given }])
    expect(refused).toEqual({
      ...EMPTY,
      saving: 'age-check',
      refused: { ...given, saved: null },
    })
  })

  it('[C15] what is done leaves of what was typed only what paper needs', () => {
    const done = {
      what: 'registration',
      operationId: operation(5),
      sequence: 12,
      hash: 'x',
      savedAt: '2026-11-22T14:00:00.000Z',
      initials: 'M. C.',
      devices: [],
      confirmation: { language: 'pt-PT', content: { kind: 'sale', productClasses: ['device'] } },
      paper: 'none',
      claim: null,
      amended: [],
      kept: null,
    } satisfies Done
    expect(run([...typed, { kind: 'done', done }])).toEqual({ ...EMPTY, done })
    const printed = { kind: 'printed' } as const
    const before = { ...done.confirmation, language: 'en' }
    const another = { kind: 'paper-changed', of: before, paper: printed } as const
    expect(run([...typed, { kind: 'done', done }, another]).done?.paper).toBe('none')
    const own = { ...another, of: done.confirmation }
    expect(run([...typed, { kind: 'done', done }, own]).done?.paper).toEqual(printed)
  })

  it('[R4] the same person again: the next check is another one, and knows which it corrects', () => {
    const again = { of: operation(3), why: 'date-typed-wrong', id: operation(8) } as const
    const given = { reason: 'under-age', operations: [REFUSAL], takenBack: null } as const
    const state = run([
      ...typed,
      { kind: 'refused', ...given },
      { kind: 'refusal-saved', saved: { sequence: 7, hash: 'x', savedAt: '2026-11-22T14:00:00.000Z' } },
      { kind: 'check-again', ageCheckId: operation(9), again },
    ])
    expect(state).toEqual({ ...EMPTY, ids: { ...EMPTY.ids, ageCheck: operation(9) }, again })
    const allowed = run([{ kind: 'allowed', check: CHECK, born: '03/05/1992' }], state)
    expect(allowed.again).toEqual(again)
    expect(run([{ kind: 'again-saved' }], allowed).again).toBeNull()
  })

  it('[R2] a voided check keeps the customer, takes a new id, and the document has to be shown again', () => {
    const ageCheckId = operation(9)
    const again = { of: operation(3), why: 'date-typed-wrong', id: operation(8) } as const
    const voided = run([
      { kind: 'answered', answers: { document: 'passport', documentState: 'valid', photo: 'matches' } },
      ...typed,
      { kind: 'person-typed', field: 'born', value: '03/05/1993' },
      { kind: 'voided', reason: 'birth-date-changed', ageCheckId, again },
    ])
    expect(voided).toMatchObject({
      check: null,
      birthText: '03/05/1993',
      ids: { ageCheck: ageCheckId, visit: EMPTY.ids.visit },
      person: { givenName: 'Maria' },
      again,
    })
    expect(voided.answers).toEqual(EMPTY.answers)
  })

  it('keeps everything typed when it could not be saved', () => {
    const before = run(typed)
    const after = run(
      [
        { kind: 'saving', saving: 'registration' },
        { kind: 'not-saved', reason: 'disk-full' },
      ],
      before,
    )
    expect(after).toEqual({ ...before, failure: 'disk-full' })
  })

  it('[R3] [R8] asks for everything that the rule wants, in the order of the screen', () => {
    expect(linesOf(EMPTY).map(({ line, open }) => [line, open])).toEqual([
      ['age', ['document', 'photo', 'document-state', 'birth-date']],
      ['notice', ['notice']],
      ['person', ['given-name', 'family-name', 'email', 'born', 'claim']],
      ['declaration', ['declaration']],
      ['devices', ['device']],
    ])
    expect(linesOf(run(typed)).find(({ line }) => line === 'person')?.open).toContain('country')
  })

  it.each([
    ['valid', ['photo']],
    [null, ['photo', 'document-state']],
  ] as const)(
    '[T7] asks for no date that a machine has read, of a document that is %s',
    (documentState, open) => {
      const reading = { birthDate: '1992-05-03' as CalendarDate, givenName: '', familyName: '' }
      const read = run([{ kind: 'document-read', document: 'passport', documentState, reading }])
      expect(linesOf(read)[0]).toEqual({ line: 'age', open })
      const compared = run(
        [{ kind: 'answered', answers: { photo: 'matches', documentState: 'valid' } }],
        read,
      )
      expect(linesOf(compared)[0], 'until it is on disk').toEqual({ line: 'age', open: ['photo'] })
    },
  )

  it('goes on to the next open item and from the last to the first', () => {
    const lines = linesOf(EMPTY)
    expect(nextOpen(lines, null)).toBe('document')
    expect(nextOpen(lines, 'family-name')).toBe('email')
    expect(nextOpen(lines, 'device')).toBe('document')
    expect(nextOpen([], 'device')).toBeNull()
  })

  it('[R11] takes a device once, and never before the age is proven', () => {
    const read = (state: CounterState) =>
      readDevice('K7M29QX4TB3D', { state, catalogue: PT.devices, isScan: true })
    expect(read(EMPTY)).toEqual({ kind: 'device-message', message: { kind: 'closed' } })
    const first = read(run(typed))
    expect(first).toMatchObject({ kind: 'device-listed' })
    expect(read(run([...typed, first]))).toEqual({ kind: 'device-message', message: { kind: 'duplicate' } })
  })

  it('[R11] a scan never changes what is typed', () => {
    const state = run([...typed, { kind: 'device-typed', text: 'K7M2' }])
    const scanned = readDevice('K7M29QX4TB3D', { state, catalogue: PT.devices, isScan: true })
    expect(counterReducer(state, scanned).deviceText).toBe('K7M2')
  })
})
