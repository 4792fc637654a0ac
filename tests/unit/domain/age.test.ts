import { describe, expect, it } from 'vitest'
import { adultOn, ageVerdict } from '../../../shared/domain/age.ts'
import { type CalendarDate, localDate } from '../../../shared/domain/calendar-date.ts'
import type { AgeRules } from '../../../shared/markets/age-rule.ts'
import { JP_AGE_RULES } from '../../../shared/markets/jp.ts'
import { KR_AGE_RULES } from '../../../shared/markets/kr.ts'
import { PT } from '../../../shared/markets/pt.ts'

const day = (text: string) => text as CalendarDate
const verdict = (rules: AgeRules, born: string, sold: string) =>
  ageVerdict({ rules, birthDate: day(born), saleDate: day(sold), productClasses: ['device'] }).verdict

const generation: AgeRules = {
  version: 'generation-1',
  leapDay: '1-march',
  proofClasses: ['device', 'consumable'],
  dated: [
    {
      from: '2007-10-01',
      classes: ['device', 'consumable'],
      rule: { kind: 'by-birthday', years: 18 },
      source: 'test',
    },
    {
      from: '2027-01-01',
      classes: ['consumable'],
      rule: { kind: 'born-before', date: '2009-01-01' },
      source: 'test',
    },
  ],
}

describe('coming of age in Portugal', () => {
  it('[R1] the 18th birthday counts, its eve does not', () => {
    expect(verdict(PT.age, '2008-11-22', '2026-11-22')).toBe('adult')
    expect(verdict(PT.age, '2008-11-23', '2026-11-22')).toBe('under-age')
  })

  it('[R1] a person born on 29 February comes of age on 1 March', () => {
    expect(verdict(PT.age, '2008-02-29', '2026-02-28')).toBe('under-age')
    expect(verdict(PT.age, '2008-02-29', '2026-03-01')).toBe('adult')
  })

  it('[R1] a market may say 28 February instead', () => {
    const rules: AgeRules = { ...PT.age, leapDay: '28-february' }
    expect(verdict(rules, '2008-02-29', '2026-02-28')).toBe('adult')
    expect(verdict(rules, '2008-02-29', '2026-02-27')).toBe('under-age')
  })

  it('[R1] a leap-day birthday in a leap year needs no policy', () => {
    const rule = { kind: 'by-birthday', years: 20 } as const
    expect(adultOn(rule, { birthDate: day('2004-02-29'), leapDay: '1-march' })).toBe('2024-02-29')
  })

  it('[C30] the birthday starts at midnight of the store, in Lisbon before the Azores', () => {
    const instantMs = Date.UTC(2026, 10, 22, 0, 30)
    const at = (timeZone: string) => verdict(PT.age, '2008-11-22', localDate({ instantMs, timeZone }))
    expect(at('Europe/Lisbon')).toBe('adult')
    expect(at('Atlantic/Azores')).toBe('under-age')
  })

  it('[C30] the repeated hour in October changes nothing', () => {
    for (const hour of [0, 1]) {
      const saleDate = localDate({ instantMs: Date.UTC(2026, 9, 25, hour, 30), timeZone: 'Europe/Lisbon' })
      expect(verdict(PT.age, '2008-10-25', saleDate)).toBe('adult')
      expect(verdict(PT.age, '2008-10-26', saleDate)).toBe('under-age')
    }
  })

  it('[R5] the verdict names the version of the rules', () => {
    const found = ageVerdict({
      rules: PT.age,
      birthDate: day('1990-01-01'),
      saleDate: day('2026-11-22'),
      productClasses: [],
    })
    expect(found).toEqual({ verdict: 'adult', ruleVersion: PT.age.version })
  })
})

describe('other kinds of age rules', () => {
  it('[R1] Japan: 20 by birthday', () => {
    expect(verdict(JP_AGE_RULES, '2006-11-22', '2026-11-22')).toBe('adult')
    expect(verdict(JP_AGE_RULES, '2006-11-23', '2026-11-22')).toBe('under-age')
  })

  it('[R1] South Korea: 19 by the year of birth', () => {
    expect(verdict(KR_AGE_RULES, '2007-12-31', '2026-01-01')).toBe('adult')
    expect(verdict(KR_AGE_RULES, '2008-01-01', '2026-12-31')).toBe('under-age')
  })

  it('[R1] born before a date: later generations never come of age', () => {
    const consumable = (born: string, sold: string) =>
      ageVerdict({
        rules: generation,
        birthDate: day(born),
        saleDate: day(sold),
        productClasses: ['consumable'],
      }).verdict
    expect(consumable('2008-12-31', '2027-01-01')).toBe('adult')
    expect(consumable('2009-01-01', '2060-01-01')).toBe('under-age')
  })

  it('[R1] a dated rule counts from its day, and for its classes only', () => {
    expect(verdict(generation, '2009-01-01', '2027-06-01')).toBe('adult')
    const both = { rules: generation, birthDate: day('2009-01-01'), saleDate: day('2027-06-01') }
    expect(ageVerdict({ ...both, productClasses: ['device', 'consumable'] }).verdict).toBe('under-age')
  })

  it('[R2] where no class that needs proof is named, the strictest rule decides', () => {
    const sale = { rules: generation, birthDate: day('2009-01-01'), saleDate: day('2027-06-01') }
    expect(ageVerdict({ ...sale, productClasses: [] }).verdict).toBe('under-age')
    expect(ageVerdict({ ...sale, productClasses: ['accessory'] }).verdict).toBe('under-age')
  })

  it('[R1] before the first dated rule the first one already counts', () => {
    expect(verdict(PT.age, '1995-01-01', '1999-01-01')).toBe('under-age')
  })
})
