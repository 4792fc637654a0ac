import { describe, expect, it } from 'vitest'
import { counterReducer, type CounterAction } from '#renderer/flows/counter/counter-reducer.ts'
import {
  openCounter,
  type CounterState,
  type Done,
  type StandingCheck,
} from '#renderer/flows/counter/counter-state.ts'
import { isUnfinished, restoreForm, summaryOf, writeForm } from '#renderer/flows/counter/hold-form.ts'
import type { CapturedOperation } from '#renderer/flows/record-port.ts'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import { parseCalendarDate } from '#shared/domain/calendar-date.ts'
import { parseDeviceId } from '#shared/domain/device-id.ts'
import { PT } from '#shared/markets/pt.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const operation = (number: number) => operationIdSchema.parse(id(number))
const aggregate = (number: number) => aggregateIdSchema.parse(id(number))

function known<Value>(result: { ok: boolean; value?: Value }): Value {
  if (result.value === undefined) throw new Error('not a value')
  return result.value
}

const EMPTY = openCounter({
  ids: {
    visit: aggregate(1),
    customer: aggregate(2),
    ageCheck: operation(3),
    sale: operation(4),
    registration: operation(5),
  },
  startedAtMs: 1000,
  home: { country: 'PT', language: 'pt-PT' },
})
const CHECK: StandingCheck = {
  id: operation(3),
  outcome: 'allowed',
  visitId: id(1),
  operatorId: 'ana',
  birthDate: known(parseCalendarDate('1992-05-03')),
  checkedAt: { monotonicMs: 5000, wallMs: 105_000 },
  documentKind: 'citizen-card',
  ruleVersion: 'pt-age-1',
}
const OPERATION: CapturedOperation = {
  operationId: operation(3),
  aggregateId: aggregate(1),
  dependsOn: [],
  operation: { type: 'take-back', payload: { kind: 'device', count: 1 } },
}
const KIT = known(parseDeviceId('K7M29QX4TB3D', PT.devices.patterns))
const ACTIONS: readonly CounterAction[] = [
  { kind: 'answered', answers: { document: 'citizen-card', photo: 'matches', documentState: 'valid' } },
  { kind: 'allowed', check: CHECK, born: '03/05/1992' },
  { kind: 'notice-shown', notice: { version: 'pt-notice-1', language: 'pt-PT' } },
  { kind: 'person-typed', field: 'givenName', value: 'Maria' },
  { kind: 'person-typed', field: 'familyName', value: 'Conceição' },
  { kind: 'person-typed', field: 'claim', value: 'new' },
  { kind: 'field-left', field: 'email' },
  { kind: 'consent-answered', purpose: 'loyalty', answer: 'no' },
  { kind: 'declared', isDeclared: true },
  {
    kind: 'device-listed',
    device: { deviceId: KIT, kind: 'kit', model: 'two-piece', origin: 'gift' },
    message: null,
  },
  { kind: 'device-typed', text: 'H4P8' },
  { kind: 'purchase-typed', text: '03/11/2026' },
]
const FULL = ACTIONS.reduce(counterReducer, EMPTY)
const NOW = {
  windowId: 'window-1',
  operatorId: 'ana',
  authorId: 'ana',
  home: EMPTY.home,
  moment: { monotonicMs: 6000, wallMs: 106_000 },
  validMinutes: 15,
  ageCheckId: operation(77),
}
const restored = (state: CounterState, now: Partial<typeof NOW> = {}) =>
  restoreForm(writeForm(state, 'window-1'), { ...NOW, ...now })

describe('a form on hold', () => {
  it('comes back whole in the same window for the same operator, check included', () => {
    expect(restored(FULL)).toEqual(FULL)
  })

  it('comes back at every step of the way', () => {
    for (let count = 1; count <= ACTIONS.length; count += 1) {
      const state = ACTIONS.slice(0, count).reduce(counterReducer, EMPTY)
      expect(isUnfinished(state)).toBe(true)
      expect(restored(state)).toEqual({ ...state, deviceMessage: null })
    }
  })

  it('[C14] a name that is too long, or of strange characters, survives to be mended', () => {
    for (const value of ['x'.repeat(10_000), 'a\u0000b', '\ud800', '<img src=x>', '__proto__']) {
      const state = counterReducer(FULL, { kind: 'person-typed', field: 'givenName', value })
      expect(restored(state)?.person.givenName).toBe(value)
    }
  })

  it('holds nothing of an empty form, of one that was saved, or of a refusal', () => {
    expect(isUnfinished(EMPTY)).toBe(false)
    const refused = { reason: 'doubt', operations: [OPERATION], takenBack: null } as const
    expect(isUnfinished(counterReducer(FULL, { kind: 'refused', ...refused }))).toBe(false)
    const done = {
      what: 'sale',
      operationId: operation(4),
      sequence: 1,
      hash: 'h',
      savedAt: '',
      initials: null,
      devices: [],
      confirmation: { language: 'pt-PT', content: { kind: 'sale', productClasses: ['device'] } },
      paper: 'none',
      claim: null,
      amended: [],
      kept: null,
    } satisfies Done
    expect(isUnfinished(counterReducer(FULL, { kind: 'done', done }))).toBe(false)
    expect(isUnfinished(counterReducer(EMPTY, { kind: 'birth-typed', text: '0' }))).toBe(true)
  })

  it('[C15] is known by initials alone', () => {
    expect(summaryOf(FULL)).toEqual({ initials: 'M. C.', step: 'registration' })
    expect(summaryOf(EMPTY)).toEqual({ initials: null, step: 'age' })
  })

  it('[R2] a colleague goes on with what was typed, and proves the age anew', () => {
    const state = restored(FULL, { operatorId: 'rui' })
    expect(state).toMatchObject({
      check: null,
      voided: 'operator-changed',
      birthText: '',
      person: FULL.person,
    })
    expect(state?.answers).toEqual(EMPTY.answers)
    expect(state?.ids).toEqual({ ...FULL.ids, ageCheck: operation(77) })
    // A check that was not finished is no colleague's either.
    const begun = counterReducer(EMPTY, { kind: 'birth-typed', text: '03/05/1992' })
    expect(restored(begun, { operatorId: 'rui' })).toMatchObject({
      birthText: '',
      voided: 'operator-changed',
    })
  })

  it('[R2] [D3] after a start the age is proven anew, under a new id, also by the same operator', () => {
    expect(restored(FULL, { windowId: 'window-2' })).toMatchObject({
      check: null,
      voided: 'restarted',
      person: FULL.person,
      ids: { ageCheck: operation(77), registration: operation(5) },
    })
    const begun = counterReducer(EMPTY, { kind: 'birth-typed', text: '03/05/1992' })
    expect(restored(begun, { windowId: 'window-2' })).toMatchObject({
      birthText: '03/05/1992',
      voided: null,
      ids: { ageCheck: operation(77) },
    })
  })

  it('[R2] a check that grew too old on hold is void', () => {
    const late = { monotonicMs: 5000 + 15 * 60_000 + 1, wallMs: 105_000 }
    expect(restored(FULL, { moment: late })).toMatchObject({ check: null, voided: 'expired' })
  })

  it('what is no held form is not read', () => {
    for (const text of ['', 'null', '{}', writeForm(FULL, 'w').replace('"version":1', '"version":2')]) {
      expect(restoreForm(text, NOW)).toBeNull()
    }
  })
})
