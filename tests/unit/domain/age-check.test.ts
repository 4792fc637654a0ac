import { describe, expect, it } from 'vitest'
import { type AgeCheckAnswers, type AgeCheckDay, decideAgeCheck } from '../../../shared/domain/age-check.ts'
import type { CalendarDate } from '../../../shared/domain/calendar-date.ts'
import { PT } from '../../../shared/markets/pt.ts'

const day = (text: string) => text as CalendarDate
const shown: AgeCheckAnswers = {
  method: 'shown',
  document: 'citizen-card',
  documentState: 'valid',
  photo: 'matches',
  birthDate: day('1990-05-01'),
  concern: null,
  isTodayConfirmed: false,
}
const today: AgeCheckDay = {
  localToday: day('2026-11-22'),
  trustedToday: day('2026-11-22'),
  isClockVerified: true,
}
const decide = (
  answers: Partial<AgeCheckAnswers>,
  rest: { day?: Partial<AgeCheckDay>; market?: typeof PT } = {},
) =>
  decideAgeCheck({
    answers: { ...shown, ...answers },
    market: rest.market ?? PT,
    productClasses: ['device'],
    day: { ...today, ...rest.day },
  })
const withCheck = (ageCheck: Partial<typeof PT.ageCheck>) => ({
  ...PT,
  ageCheck: { ...PT.ageCheck, ...ageCheck },
})

describe('deciding an age check', () => {
  it('[R2] allows an adult with a valid document and a matching photo', () => {
    expect(decide({})).toEqual({
      ok: true,
      value: {
        outcome: 'allowed',
        reason: null,
        method: 'shown',
        documentKind: 'citizen-card',
        ruleVersion: PT.age.version,
        clock: { isVerified: true, localOnly: false },
      },
    })
  })

  it.each([
    ['under-age', { birthDate: day('2008-11-23') }],
    ['no-document', { document: 'none' }],
    ['document-expired', { documentState: 'expired' }],
    ['not-readable', { documentState: 'not-readable' }],
    ['photo-differs', { photo: 'differs' }],
    ['buying-for-minor', { concern: 'buying-for-minor' }],
    ['doubt', { concern: 'doubt' }],
  ] as const)('[R4] refuses: %s', (reason, answers) => {
    const decision = decide(answers)
    expect(decision.ok && [decision.value.outcome, decision.value.reason]).toEqual(['refused', reason])
  })

  it('[R4] needs no further answer once a refusal is certain', () => {
    const decision = decide({
      birthDate: day('2010-01-01'),
      document: null,
      documentState: null,
      photo: null,
    })
    expect(decision.ok && decision.value.reason).toBe('under-age')
  })

  it('[R2] nothing overrides being under age', () => {
    const decision = decide({ birthDate: day('2010-01-01'), documentState: 'expired', concern: 'doubt' })
    expect(decision.ok && decision.value.reason).toBe('under-age')
    const plainly = decide(
      { birthDate: day('2010-01-01'), method: 'clearly-over' },
      { market: withCheck({ clearlyOverYears: 30 }) },
    )
    expect(plainly.ok && plainly.value.outcome).toBe('refused')
  })

  it.each([
    ['document', { document: null }],
    ['document-state', { documentState: null }],
    ['photo', { photo: null }],
    ['birth-date', { birthDate: null }],
  ] as const)('[R2] is not decided without: %s', (failure, answers) => {
    expect(decide(answers)).toEqual({ ok: false, failure })
  })

  it('[R2] a document that the market does not accept is none', () => {
    const market = withCheck({
      documents: PT.ageCheck.documents.filter(({ kind }) => kind !== 'driving-licence'),
    })
    const decision = decide({ document: 'driving-licence' }, { market })
    expect(decision.ok && decision.value.reason).toBe('no-document')
  })

  it('[R2] clearly over and machine reading work only where the market allows them', () => {
    expect(decide({ method: 'clearly-over', birthDate: null })).toEqual({
      ok: false,
      failure: 'method-not-allowed',
    })
    expect(decide({ method: 'machine-read' })).toEqual({ ok: false, failure: 'method-not-allowed' })
    const market = withCheck({ clearlyOverYears: 30, machineReading: 'ask' })
    const plainly = decide({ method: 'clearly-over', birthDate: null, document: null }, { market })
    expect(plainly.ok && [plainly.value.outcome, plainly.value.documentKind]).toEqual(['allowed', null])
    expect(decide({ method: 'machine-read' }, { market }).ok).toBe(true)
  })
})

describe('the clock behind an age check', () => {
  const ahead = { localToday: day('2027-12-27'), isClockVerified: false }

  it('[C29] a clock 400 days ahead asks for today, then flags the check', () => {
    const birthDate = day('2009-11-01')
    expect(decide({ birthDate }, { day: ahead })).toEqual({ ok: false, failure: 'confirm-today' })
    const decision = decide({ birthDate, isTodayConfirmed: true }, { day: ahead })
    expect(decision.ok && decision.value.clock).toEqual({ isVerified: false, localOnly: true })
  })

  it('[C29] who is an adult by the last trusted time is not asked', () => {
    const decision = decide({}, { day: ahead })
    expect(decision.ok && decision.value.clock).toEqual({ isVerified: false, localOnly: false })
  })

  it('[C29] without any trusted time only the local clock speaks', () => {
    expect(decide({}, { day: { trustedToday: null, isClockVerified: false } })).toEqual({
      ok: false,
      failure: 'confirm-today',
    })
  })

  it('[C29] a clock 400 days behind makes nobody younger and nobody an adult', () => {
    const behind = { localToday: day('2025-10-18'), isClockVerified: false }
    expect(decide({ birthDate: day('2008-11-22') }, { day: behind }).ok).toBe(true)
    const young = decide({ birthDate: day('2008-11-23') }, { day: behind })
    expect(young.ok && young.value.reason).toBe('under-age')
  })
})
