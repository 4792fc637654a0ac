import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceFaultSchema, exclusionSchema } from '#shared/contracts/operations/device-fault.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { type GuaranteeFacts, weighGuarantee } from '#shared/domain/weigh-guarantee.ts'
import { ES } from '#shared/markets/es.ts'
import { PT } from '#shared/markets/pt.ts'

const date = (text: string) => text as CalendarDate
const BOUGHT = date('2026-02-10')

function weigh(bend: Partial<GuaranteeFacts> = {}, on = '2026-11-22', market = PT) {
  const facts: GuaranteeFacts = {
    deliveredOn: BOUGHT,
    accidentsFrom: bend.deliveredOn === undefined ? BOUGHT : bend.deliveredOn,
    accidentsBefore: 0,
    fault: 'does-not-charge',
    excluded: null,
    shown: 'registered',
    ...bend,
  }
  return weighGuarantee(facts, { day: date(on), terms: market.guarantee.terms })
}

describe('what the guarantee says of a fault', () => {
  it('[R17][GD1] a registered device is covered by both, without a proof of purchase', () => {
    expect(weigh()).toEqual({
      verdict: 'covered',
      basis: 'voluntary',
      voluntary: { verdict: 'covered', until: '2029-02-10', why: 'within-term' },
      statutory: { verdict: 'covered', until: '2029-02-10', why: 'within-term' },
    })
  })

  it('[R17][GD1] an unregistered device has the guarantee of the law, with the proof of purchase', () => {
    const shown = weigh({ shown: 'proof-of-purchase' })
    expect([shown.verdict, shown.basis, shown.voluntary.why]).toEqual([
      'covered',
      'statutory',
      'not-registered',
    ])
    const nothing = weigh({ shown: 'nothing' })
    expect([nothing.verdict, nothing.statutory.why]).toEqual(['not-covered', 'no-proof-of-purchase'])
  })

  it('[R18][GD2] the last day counts, and the length is that of the term on the day of delivery', () => {
    expect(weigh({}, '2029-02-10').verdict).toBe('covered')
    expect(weigh({}, '2029-02-11')).toMatchObject({ verdict: 'not-covered', voluntary: { why: 'term-over' } })
    const before = date('2021-12-31')
    expect(weigh({ deliveredOn: before }, '2023-12-31').verdict).toBe('covered')
    expect(weigh({ deliveredOn: before }, '2024-01-01').voluntary).toEqual({
      verdict: 'not-covered',
      until: '2023-12-31',
      why: 'term-over',
    })
    expect(weigh({ deliveredOn: date('1999-05-05') }).voluntary.why).toBe('no-term')
  })

  it('[R18][GD1] where the maker promises less than the law, the law still covers', () => {
    const answer = weigh({}, '2027-08-01', ES)
    expect([answer.verdict, answer.basis, answer.voluntary.why]).toEqual([
      'covered',
      'statutory',
      'term-over',
    ])
  })

  it('[R18][GD3] what is excluded is covered by neither', () => {
    for (const excluded of exclusionSchema.options) {
      expect(weigh({ excluded })).toMatchObject({
        verdict: 'not-covered',
        voluntary: { why: 'excluded' },
        statutory: { why: 'excluded' },
      })
    }
  })

  it('[R18][GD3] two accidents in the first twelve months, for the registered alone', () => {
    const fault = 'accidental-damage'
    expect(weigh({ fault })).toMatchObject({
      basis: 'voluntary',
      voluntary: { until: '2027-02-10', why: 'accident-within-term' },
      statutory: { why: 'accidents-not-covered' },
    })
    expect(weigh({ fault, accidentsBefore: 1 }, '2027-02-10').verdict).toBe('covered')
    expect(weigh({ fault, accidentsBefore: 2 }).voluntary.why).toBe('accidents-used-up')
    expect(weigh({ fault }, '2027-02-11').voluntary.why).toBe('accident-term-over')
    expect(weigh({ fault, shown: 'proof-of-purchase' }).verdict).toBe('not-covered')
    expect(weigh({ fault }, '2026-11-22', ES).voluntary.why).toBe('accidents-not-covered')
  })

  it('[R19][GD3] a term that began anew does not begin the accidents anew', () => {
    const facts = {
      fault: 'accidental-damage',
      deliveredOn: date('2027-06-01'),
      accidentsFrom: BOUGHT,
    } as const
    expect(weigh(facts, '2027-06-02').voluntary.why).toBe('accident-term-over')
    expect(weigh({ ...facts, fault: 'error-light' }, '2027-06-02').verdict).toBe('covered')
  })

  it('[GD4] what nobody knows is not guessed', () => {
    expect(weigh({ deliveredOn: null }).verdict).toBe('unknown')
    expect(weigh({ deliveredOn: null }).voluntary.why).toBe('delivery-unknown')
    expect(weigh({ fault: 'accidental-damage', accidentsBefore: null }).voluntary.why).toBe(
      'accidents-unknown',
    )
    expect(weigh({ deliveredOn: null, excluded: 'wear' }).verdict).toBe('not-covered')
  })

  it('[GD5] for all facts: covered exactly where one guarantee covers, and knowing more never undoes a known answer', () => {
    const day = fc
      .date({ min: new Date('2015-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
      .map((moment) => date(moment.toISOString().slice(0, 10)))
    const facts = fc.record({
      deliveredOn: fc.option(day),
      accidentsFrom: fc.option(day),
      accidentsBefore: fc.option(fc.nat(4)),
      fault: fc.constantFrom(...deviceFaultSchema.options),
      excluded: fc.option(fc.constantFrom(...exclusionSchema.options)),
      shown: fc.constantFrom('registered', 'proof-of-purchase', 'nothing' as const),
    })
    const known = { deliveredOn: BOUGHT, accidentsFrom: BOUGHT, accidentsBefore: 1 }
    fc.assert(
      fc.property(facts, day, (given, on) => {
        const by = { day: on, terms: PT.guarantee.terms }
        const answer = weighGuarantee(given, by)
        const both = [answer.voluntary, answer.statutory]
        expect(answer.verdict === 'covered').toBe(both.some(({ verdict }) => verdict === 'covered'))
        expect(answer.basis === null).toBe(answer.verdict !== 'covered')
        for (const { verdict, until } of both)
          if (verdict === 'covered') expect(until !== null && on <= until).toBe(true)
        const more = weighGuarantee(
          {
            ...given,
            deliveredOn: given.deliveredOn ?? known.deliveredOn,
            accidentsFrom: given.accidentsFrom ?? known.accidentsFrom,
            accidentsBefore: given.accidentsBefore ?? known.accidentsBefore,
          },
          by,
        )
        if (answer.verdict !== 'unknown') expect(more.verdict).toBe(answer.verdict)
      }),
    )
  })
})
