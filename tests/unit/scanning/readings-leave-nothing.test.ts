import { describe, expect, it } from 'vitest'

import { counterReducer } from '#renderer/flows/counter/counter-reducer.ts'
import { type CounterState, openCounter, type StandingCheck } from '#renderer/flows/counter/counter-state.ts'
import { restoreForm, writeForm } from '#renderer/flows/counter/hold-form.ts'
import { readDocument } from '#renderer/scanning/read-document.ts'
import type { ReadDocument } from '#renderer/scanning/readable-document.ts'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { hundredSpecimens } from '#tests/harness/hundred-specimens.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const EMPTY = openCounter({
  ids: {
    visit: aggregateIdSchema.parse(id(1)),
    customer: aggregateIdSchema.parse(id(2)),
    ageCheck: operationIdSchema.parse(id(3)),
    sale: operationIdSchema.parse(id(4)),
    registration: operationIdSchema.parse(id(5)),
  },
  startedAtMs: 0,
  home: { country: 'PT', language: 'pt-PT' },
})
const HERE = { today: '2026-11-26' as CalendarDate, realm: 'practice', country: 'PT' } as const
const CANARY = 'canary@exemplo.pt'

/** The form after a reading, and once its check stands; with something that a hand typed. */
function formsOf({ kind, birthDate, givenName, familyName }: ReadDocument): [CounterState, CounterState] {
  const typed = counterReducer(EMPTY, { kind: 'person-typed', field: 'email', value: CANARY })
  const read = counterReducer(typed, {
    kind: 'document-read',
    document: kind,
    documentState: 'valid',
    reading: { birthDate, givenName, familyName },
  })
  const check: StandingCheck = {
    id: operationIdSchema.parse(id(3)),
    outcome: 'allowed',
    visitId: id(1),
    operatorId: 'ana',
    birthDate,
    checkedAt: { monotonicMs: 0, wallMs: 0 },
    documentKind: kind,
    ruleVersion: 'pt-age-1',
  }
  return [read, counterReducer(read, { kind: 'allowed', check, born: '' })]
}

const readings = hundredSpecimens().map((one) => ({ ...one, read: readDocument(one.lines.join('\n'), HERE) }))

describe('100 documents that a machine read', () => {
  it('[T3] ninety are read and ten, with a wrong symbol, are not', () => {
    expect(readings.filter(({ read }) => read.ok)).toHaveLength(90)
    expect(readings.every(({ kind, read }) => read.ok === (kind !== 'misread'))).toBe(true)
  })

  it('[C23] [T7] leave nothing in a draft, while what was typed is there', () => {
    for (const { read, texts } of readings) {
      if (!read.ok) continue
      const { givenName, familyName } = read.value
      for (const form of formsOf(read.value)) {
        const draft = writeForm(form, 'window')
        expect(draft).toContain(CANARY)
        for (const text of [...texts, givenName, familyName]) expect(draft).not.toContain(text)
      }
    }
  })

  it('[R2] [T7] a check that rests on a reading does not come out of a draft again', () => {
    const [first] = readings.flatMap(({ read }) => (read.ok ? [read.value] : []))
    if (first === undefined) throw new Error('nothing was read')
    const [, checked] = formsOf(first)
    const now = {
      windowId: 'window',
      operatorId: 'ana',
      authorId: 'ana',
      home: EMPTY.home,
      moment: { monotonicMs: 0, wallMs: 0 },
      validMinutes: 30,
      ageCheckId: operationIdSchema.parse(id(6)),
    }
    expect(restoreForm(writeForm(checked, 'window'), now)).toMatchObject({ check: null, voided: 'not-kept' })
    const given = counterReducer(checked, { kind: 'reading-decided', isTaken: true })
    expect(restoreForm(writeForm(given, 'window'), now)).toMatchObject({
      check: { birthDate: first.birthDate },
      voided: null,
      person: { givenName: first.givenName },
    })
  })

  it('[R2] [T8] one that a machine found expired stays so, whatever is answered', () => {
    const expired = counterReducer(EMPTY, {
      kind: 'document-read',
      document: 'passport',
      documentState: 'expired',
      reading: { birthDate: '1990-05-01' as CalendarDate, givenName: '', familyName: '' },
    })
    const answer = (answers: Partial<CounterState['answers']>, from = expired) =>
      counterReducer(from, { kind: 'answered', answers })
    expect(answer({ documentState: 'valid' }).answers.documentState).toBe('expired')
    const shownAgain = answer({ document: 'passport', documentState: 'valid' }, answer({ document: null }))
    expect(shownAgain.answers).toMatchObject({ method: 'shown', documentState: 'expired' })
    const other = answer({ document: 'driving-licence', documentState: 'valid' })
    expect(other.answers).toMatchObject({ method: 'shown', documentState: 'valid' })
    expect(other.reading).toBeNull()
  })
})
