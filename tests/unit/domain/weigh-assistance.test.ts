import { describe, expect, it } from 'vitest'
import { type AssistanceFacts, weighAssistance } from '#shared/domain/weigh-assistance.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { INTERNATIONAL_ASSISTANCE } from '#shared/markets/international-assistance.ts'

const COVERED = INTERNATIONAL_ASSISTANCE.coveredCountries
const FACTS: AssistanceFacts = {
  residence: 'DE',
  registration: 'DE',
  visited: 'PT',
  isAdult: 'yes',
  isRegistered: 'yes',
  isGuaranteed: 'yes',
}
const DAY = '2026-11-27' as CalendarDate
const weigh = (bend: Partial<AssistanceFacts> = {}, given = { covered: COVERED, day: DAY }) =>
  weighAssistance({ ...FACTS, ...bend }, given)
const unmet = (bend: Partial<AssistanceFacts>) =>
  weigh(bend)
    .checks.filter(({ answer }) => answer !== 'yes')
    .map(({ check, answer }) => `${check}: ${answer}`)

describe('international assistance', () => {
  it('[R21][R22] is likely where every condition holds', () => {
    expect(weigh().answer).toBe('likely')
    expect(weigh().checks).toHaveLength(5)
  })

  it('[R22][R27] is unlikely where one condition is known not to hold, and says which', () => {
    expect(weigh({ residence: 'US' }).answer).toBe('unlikely')
    expect(unmet({ residence: 'US' })).toEqual(['adult-resident: no'])
    expect(unmet({ registration: 'US' })).toEqual(['registered-there: no'])
    expect(unmet({ visited: 'US' })).toEqual(['within-covered-countries: no'])
    expect(unmet({ visited: 'DE' })).toEqual(['outside-country-of-registration: no'])
    expect(unmet({ isGuaranteed: 'no' })).toEqual(['guarantee-valid: no'])
    expect(unmet({ isAdult: 'no' })).toEqual(['adult-resident: no'])
  })

  it('[R22] what the desk cannot see is asked of the helpline, unless something is known not to hold', () => {
    expect(weigh({ isRegistered: 'unknown' }).answer).toBe('ask-helpline')
    expect(weigh({ isGuaranteed: 'unknown', isAdult: 'unknown' }).answer).toBe('ask-helpline')
    expect(weigh({ isGuaranteed: 'unknown', visited: 'DE' }).answer).toBe('unlikely')
  })

  it('[R22][R27] a country is covered from its first day to its last, and on no day before or after', () => {
    const [entry] = COVERED
    if (entry === undefined) throw new Error('no entry')
    const only = [...COVERED, { ...entry, country: 'AT', from: '2027-01-01', until: '2027-06-30' }]
    const answerOn = (day: string) =>
      weigh({ residence: 'AT' }, { covered: only, day: day as CalendarDate }).answer
    expect(['2026-12-31', '2027-01-01', '2027-06-30', '2027-07-01'].map(answerOn)).toEqual([
      'unlikely',
      'likely',
      'likely',
      'unlikely',
    ])
  })

  it('[R27] both parts of Cyprus are entries of their own', () => {
    for (const visited of ['CY', 'XC']) expect(weigh({ visited }).answer).toBe('likely')
  })
})
