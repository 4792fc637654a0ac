import { describe, expect, it } from 'vitest'
import { type AgeCheckAnswers, type AgeCheckDay, decideAgeCheck } from '../../../shared/domain/age-check.ts'
import { ageCheckPolicyOn, challengeAge } from '../../../shared/domain/age-check-policy.ts'
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
  rest: { day?: Partial<AgeCheckDay>; market?: typeof PT; isAgain?: boolean } = {},
) =>
  decideAgeCheck({
    answers: { ...shown, ...answers },
    market: rest.market ?? PT,
    productClasses: ['device'],
    day: { ...today, ...rest.day },
    isAgain: rest.isAgain ?? false,
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

describe('the policy of a market on a day', () => {
  const policy = { ...ageCheckPolicyOn(PT.ageCheck, day('2026-11-22')), clearlyOverYears: 25 }
  const changing = withCheck({
    later: [
      { from: '2027-06-01', source: 'test', policy: { ...policy, clearlyOverYears: null, validMinutes: 5 } },
      { from: '2027-01-01', source: 'test', policy: { ...policy, validMinutes: 10 } },
    ],
  })

  it.each([
    ['2026-12-31', 30],
    ['2027-01-01', 10],
    ['2027-05-31', 10],
    ['2027-06-01', 5],
  ])('[R1] changes by its date: %s', (date, minutes) => {
    expect(ageCheckPolicyOn(changing.ageCheck, day(date)).validMinutes).toBe(minutes)
  })

  it.each([
    ['2026-12-31', null],
    ['2027-01-01', 25],
    ['2027-06-01', null],
  ])('[R2] offers a challenge age while the market has one: %s', (date, years) => {
    expect(challengeAge(changing, day(date))).toBe(years)
  })

  it('[R1] has no challenge age once people of that age are shut out by the year they were born in', () => {
    const age: typeof PT.age = {
      ...PT.age,
      dated: [
        ...PT.age.dated,
        {
          from: '2027-01-01',
          classes: ['consumable'],
          rule: { kind: 'born-before', date: '2009-01-01' },
          source: 'test',
        },
      ],
    }
    const market = { ...withCheck({ clearlyOverYears: 25 }), age }
    expect(challengeAge(market, day('2033-12-31'))).toBe(25)
    expect(challengeAge(market, day('2034-01-01'))).toBeNull()
    const plainly = { method: 'clearly-over', birthDate: null, document: null } as const
    const late = { localToday: day('2034-01-01'), trustedToday: null }
    expect(decide(plainly, { market, day: late })).toEqual({ ok: false, failure: 'method-not-allowed' })
  })

  it('[R2] nobody who was refused is plainly old enough in the same visit', () => {
    const market = withCheck({ clearlyOverYears: 25 })
    const plainly = { method: 'clearly-over', birthDate: null, document: null } as const
    expect(decide(plainly, { market, isAgain: true })).toEqual({ ok: false, failure: 'method-not-allowed' })
    expect(decide({}, { market, isAgain: true }).ok).toBe(true)
  })

  it('[R2] everybody shows a document in Portugal, and no machine reads it', () => {
    expect(challengeAge(PT, day('2026-11-22'))).toBeNull()
    expect(ageCheckPolicyOn(PT.ageCheck, day('2026-11-22')).machineReading).toBe('off')
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
