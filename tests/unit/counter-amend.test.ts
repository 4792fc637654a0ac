import { describe, expect, it } from 'vitest'

import {
  ageCheckCorrection,
  amendedFields,
  correctionOperation,
  registrationChanges,
  saleChanges,
  voidOperation,
  withChanges,
} from '#renderer/flows/counter/amendments.ts'
import type { CapturedOperation } from '#renderer/flows/record-port.ts'
import { counterReducer, type CounterAction } from '#renderer/flows/counter/counter-reducer.ts'
import { openCounter, type CounterState, type Done } from '#renderer/flows/counter/counter-state.ts'
import { keptForm } from '#renderer/flows/counter/kept-form.ts'
import { readPurchase } from '#renderer/flows/counter/read-purchase.ts'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import { correctionPayloadSchema } from '#shared/contracts/operations/correction.ts'
import {
  registrationPayloadSchema,
  type RegistrationPayload,
} from '#shared/contracts/operations/registration.ts'
import { parseCalendarDate, type CalendarDate } from '#shared/domain/calendar-date.ts'
import { parseDeviceId } from '#shared/domain/device-id.ts'
import { PT } from '#shared/markets/pt.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const operation = (number: number) => operationIdSchema.parse(id(number))
const aggregate = (number: number) => aggregateIdSchema.parse(id(number))

function day(text: string): CalendarDate {
  const date = parseCalendarDate(text)
  if (!date.ok) throw new Error(text)
  return date.value
}

function device(text: string) {
  const read = parseDeviceId(text, PT.devices.patterns)
  if (!read.ok) throw new Error(text)
  return read.value
}

const SHOWN = { version: '1', textHash: 'A'.repeat(43), language: 'pt-PT' }
const REGISTRATION: RegistrationPayload = registrationPayloadSchema.parse({
  claim: 'new',
  givenName: 'Maria',
  familyName: 'Sobral',
  email: 'maria@exemplo.pt',
  mobilePhone: null,
  dateOfBirth: '1992-05-03',
  countryOfResidence: 'PT',
  language: 'pt-PT',
  postalAddress: null,
  consents: [],
  notice: SHOWN,
  declaration: SHOWN,
  devices: [{ deviceId: 'K7M29QX4TB3D', kind: 'kit', model: null, origin: 'bought-here' }],
  channel: 'brand-store',
  purchaseDate: '2026-11-22',
  purchasePlace: 'Store 014',
  invoiceReference: null,
  taxNumber: null,
  ageCheck: id(3),
})
const TARGET: CapturedOperation = {
  operationId: operation(5),
  aggregateId: aggregate(2),
  dependsOn: [operation(3)],
  operation: { type: 'registration', payload: REGISTRATION },
}

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
const FILLED: CounterState = {
  ...EMPTY,
  person: { ...EMPTY.person, givenName: 'Maria', email: 'maria@exemplo.pt' },
}
const DONE: Done = {
  what: 'registration',
  operationId: operation(5),
  sequence: 12,
  hash: 'x',
  savedAt: '2026-11-22T14:00:00.000Z',
  initials: 'M. S.',
  devices: [],
  confirmation: { language: 'pt-PT', content: { kind: 'sale', productClasses: ['device'] } },
  paper: 'none',
  claim: 'new',
  amended: [],
  kept: keptForm(FILLED, { operation: TARGET, day: day('2026-11-22') }),
}
const run = (from: CounterState, ...actions: CounterAction[]) => actions.reduce(counterReducer, from)

describe('a saved form', () => {
  it('[C15] is out of the fields at once and comes back only to be corrected', () => {
    const done = run(FILLED, { kind: 'done', done: DONE })
    expect(done).toEqual({ ...EMPTY, done: DONE })
    const correcting = run(done, { kind: 'correct', id: operation(9) })
    expect(correcting).toMatchObject({
      person: { givenName: 'Maria', email: 'maria@exemplo.pt' },
      amending: { kind: 'correction', id: operation(9) },
      done: { sequence: 12 },
    })
    const left = run(
      correcting,
      { kind: 'person-typed', field: 'email', value: 'other@exemplo.pt' },
      { kind: 'amending-left' },
    )
    expect(left).toEqual(done)
  })

  it('[C15] a record that was taken back cannot be opened again', () => {
    const amended = {
      kind: 'void',
      operationId: operation(9),
      sequence: 13,
      hash: 'y',
      savedAt: DONE.savedAt,
    } as const
    const { initials, devices, claim, confirmation } = DONE
    const state = run(
      FILLED,
      { kind: 'done', done: DONE },
      { kind: 'take-back', id: operation(9) },
      { kind: 'void-reason', reason: 'wrong-customer' },
      {
        kind: 'amended',
        amended,
        now: { initials, devices, claim, confirmation, paper: 'none', kept: null },
      },
    )
    expect(state.done).toEqual({ ...DONE, amended: [amended], kept: null })
    expect(state.amending).toBeNull()
    expect(run(state, { kind: 'correct', id: operation(10) })).toEqual(state)
    expect(run(state, { kind: 'take-back', id: operation(10) })).toEqual(state)
  })

  it('[C15] opening a form for the next customer leaves nothing of the one before', () => {
    const { ids, startedAtMs, home } = EMPTY
    const state = run(
      FILLED,
      { kind: 'done', done: DONE },
      { kind: 'correct', id: operation(9) },
      { kind: 'opened', opening: { ids, startedAtMs, home } },
    )
    expect(state).toEqual(EMPTY)
  })
})

describe('a correction', () => {
  it('holds only what changed, never a consent', () => {
    const after = { ...REGISTRATION, email: 'm.sobral@exemplo.pt', mobilePhone: '+351912345678' }
    const changes = registrationChanges(REGISTRATION, after)
    expect(changes).toEqual({
      type: 'registration',
      fields: { email: 'm.sobral@exemplo.pt', mobilePhone: '+351912345678' },
    })
    if (changes === null) throw new Error('nothing changed')
    const corrected = correctionOperation(TARGET, { id: operation(9), changes })
    expect(corrected).toMatchObject({ aggregateId: aggregate(2), dependsOn: [operation(5)] })
    expect(correctionPayloadSchema.safeParse(corrected.operation.payload).success).toBe(true)
    const now = withChanges(TARGET, changes)
    expect(now.operation.payload).toEqual(after)
    expect(registrationChanges(now.operation.payload as RegistrationPayload, after)).toBeNull()
  })

  it('of nothing is none', () => {
    expect(registrationChanges(REGISTRATION, { ...REGISTRATION })).toBeNull()
    expect(saleChanges(['device', 'accessory'], ['accessory', 'device'])).toBeNull()
    expect(amendedFields(null)).toEqual([])
  })

  it('[R2] of the date of birth brings its new check along, and waits for it', () => {
    const after = { ...REGISTRATION, dateOfBirth: '1991-05-03', ageCheck: operation(7) }
    const changes = registrationChanges(REGISTRATION, after)
    expect(amendedFields(changes)).toEqual(['dateOfBirth', 'ageCheck'])
    if (changes === null) throw new Error('nothing changed')
    expect(correctionOperation(TARGET, { id: operation(9), changes }).dependsOn).toEqual([
      operation(5),
      operation(7),
    ])
  })

  it('of a sale is of its classes', () => {
    expect(saleChanges(['device'], ['consumable'])).toEqual({
      type: 'sale',
      fields: { productClasses: ['consumable'] },
    })
  })
})

it('a void stays with what it takes back', () => {
  expect(voidOperation(TARGET, { id: operation(9), reason: 'recorded-twice' })).toEqual({
    operationId: operation(9),
    aggregateId: aggregate(2),
    dependsOn: [operation(5)],
    operation: { type: 'void', payload: { target: operation(5), reason: 'recorded-twice' } },
  })
})

it('[R4] a correction of a check waits for the check that stands for the person', () => {
  const again = { of: operation(3), why: 'document-shown-later', id: operation(8) } as const
  expect(ageCheckCorrection(again, { operationId: operation(9), aggregateId: aggregate(1) })).toEqual({
    operationId: operation(8),
    aggregateId: aggregate(1),
    dependsOn: [operation(3), operation(9)],
    operation: { type: 'age-check-correction', payload: { of: operation(3), why: 'document-shown-later' } },
  })
})

describe('the day of purchase', () => {
  const today = day('2026-11-22')
  const one = (
    origin: 'bought-here' | 'bought-elsewhere' | 'bought-earlier' | 'gift',
    text = 'K7M29QX4TB3D',
  ) => ({
    deviceId: device(text),
    kind: 'kit' as const,
    model: null,
    origin,
  })

  it('is today where something was bought here today, and is not asked', () => {
    const devices = [one('gift'), one('bought-here', 'C9T3XB7KD5MW')]
    expect(readPurchase({ devices, purchaseText: '' }, today)).toEqual({
      isAsked: false,
      date: { ok: true, value: today },
    })
    expect(readPurchase({ devices: [], purchaseText: '' }, today).isAsked).toBe(false)
  })

  it('is asked for otherwise, day first, and is never in the future', () => {
    for (const origin of ['bought-elsewhere', 'bought-earlier', 'gift'] as const) {
      const read = (purchaseText: string) => readPurchase({ devices: [one(origin)], purchaseText }, today)
      expect(read('')).toEqual({ isAsked: true, date: { ok: false, failure: 'empty' } })
      expect(read('23/11/2026').date).toEqual({ ok: false, failure: 'in-future' })
      expect(read('31/11/2025').date.ok).toBe(false)
      expect(read('1.2.2025').date).toEqual({ ok: true, value: day('2025-02-01') })
    }
  })
})
