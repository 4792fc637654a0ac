import { describe, expect, it } from 'vitest'
import { ageVerdict } from '#shared/domain/age.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { parsePhoneNumber } from '#shared/domain/phone-number.ts'
import { weighAssistance } from '#shared/domain/weigh-assistance.ts'
import { weighGuarantee } from '#shared/domain/weigh-guarantee.ts'
import { AT } from '#shared/markets/at.ts'
import { textIn } from '#shared/markets/market-text.ts'

const date = (text: string) => text as CalendarDate
const TODAY = date('2026-11-27')

/** Austria came as a file and its texts alone: what the desk says there follows from them. */
describe('a market that was added as data', () => {
  it('[R1] sells to adults by its own age rule', () => {
    const verdict = (birthDate: string) =>
      ageVerdict({
        birthDate: date(birthDate),
        rules: AT.age,
        productClasses: ['device'],
        saleDate: TODAY,
      })
    expect(verdict('2008-11-27')).toEqual({ verdict: 'adult', ruleVersion: 'at-age-1' })
    expect(verdict('2008-11-28').verdict).toBe('under-age')
  })

  it('[R17][R18] answers a fault by its own guarantees: the law for two years, the voluntary one for one', () => {
    const weigh = (deliveredOn: string, shown: 'registered' | 'proof-of-purchase') =>
      weighGuarantee(
        {
          deliveredOn: date(deliveredOn),
          accidentsFrom: date(deliveredOn),
          accidentsBefore: 0,
          fault: 'does-not-charge',
          excluded: null,
          shown,
        },
        { day: TODAY, terms: AT.guarantee.terms },
      )
    expect(weigh('2025-03-10', 'registered')).toMatchObject({
      verdict: 'covered',
      basis: 'statutory',
      statutory: { until: '2027-03-10' },
      voluntary: { verdict: 'not-covered', why: 'term-over', until: '2026-03-10' },
    })
    expect(weigh('2024-11-26', 'proof-of-purchase').verdict).toBe('not-covered')
  })

  it('[R22][R27] a visitor in a country that is not covered is told so, condition by condition, and not refused', () => {
    const { answer, checks } = weighAssistance(
      {
        residence: 'DE',
        registration: 'DE',
        visited: AT.country,
        isAdult: 'yes',
        isRegistered: 'yes',
        isGuaranteed: 'yes',
      },
      { covered: AT.assistance.coveredCountries, day: TODAY },
    )
    expect(answer).toBe('unlikely')
    expect(checks.filter((check) => check.answer === 'no').map(({ check }) => check)).toEqual([
      'within-covered-countries',
    ])
  })

  it('[R7][R30] reads its telephone numbers, and speaks its language or falls back', () => {
    const { phoneRegion, declaration } = AT.registration
    expect(parsePhoneNumber('0664 1234567', { region: phoneRegion, use: 'sms' })).toEqual({
      ok: true,
      value: '+436641234567',
    })
    expect(textIn(declaration.text, 'de-AT')).toMatch(/in Österreich wohne/)
    expect(textIn(declaration.text, 'fr')).toBe(declaration.text.en)
  })
})
