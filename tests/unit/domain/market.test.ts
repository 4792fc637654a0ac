import { describe, expect, it } from 'vitest'
import { marketGaps } from '#account-api/markets/market-gaps.ts'
import { benefitsOf } from '../../../shared/domain/benefits.ts'
import { ageRulesSchema } from '../../../shared/markets/age-rule.ts'
import { JP_AGE_RULES } from '../../../shared/markets/jp.ts'
import { KR_AGE_RULES } from '../../../shared/markets/kr.ts'
import { marketSchema } from '../../../shared/markets/market.ts'
import { textIn } from '../../../shared/markets/market-text.ts'
import { PRACTICE } from '../../../shared/markets/practice.ts'
import { PT } from '../../../shared/markets/pt.ts'
import { findMarket, SHIPPED_MARKETS } from '../../../shared/markets/registry.ts'

describe.each(SHIPPED_MARKETS.map((market) => ({ code: market.code, market })))(
  'the market $code',
  ({ market }) => {
    it('parses, and is unchanged by a way through JSON', () => {
      expect(marketSchema.parse(JSON.parse(JSON.stringify(market)))).toEqual(market)
    })

    it('is found by its code', () => {
      expect(findMarket(market.code)).toBe(market)
    })

    it('[R30] lacks nothing that head office is asked for in a draft, and is told what it would lack', () => {
      expect(marketGaps(market)).toEqual([])
      const languages = { ...market.languages, customer: [...market.languages.customer, 'fi'] }
      const { registration, guarantee } = market
      const asking = market.consents.filter(({ isOn }) => isOn)
      expect(marketGaps({ ...market, languages, guarantee: { ...guarantee, terms: [] } })).toEqual(
        expect.arrayContaining([
          ['registration', 'declaration', 'fi'],
          ['registration', 'privacyNotice', 'fi'],
          ['riskStatement', 'fi'],
          ...asking.map(({ purpose }) => ['consents', purpose, 'fi']),
          ['guarantee', 'terms'],
        ]),
      )
      expect(marketGaps({ ...market, registration: { ...registration, channels: [] } })).toEqual([
        ['registration', 'channels'],
      ])
    })

    it('[R2] needs proof of age for devices and takes no expired document', () => {
      expect(market.age.proofClasses).toContain('device')
      expect(
        market.ageCheck.documents.every((document) => document.hasPhoto && !document.acceptsExpired),
      ).toBe(true)
    })

    it('[R8] asks for nothing that counsel has not approved, except to practise', () => {
      expect(market.consents.every((consent) => consent.isOn === market.isPractice)).toBe(true)
      expect(market.benefits.isOn).toBe(market.isPractice)
    })

    it('[R10] [R20] says of registering what it brings, and of points only where there is loyalty', () => {
      const on = { ...market, benefits: { ...market.benefits, isOn: true } }
      const without = { ...on, consents: on.consents.map((consent) => ({ ...consent, isOn: false })) }
      const withPoints = { ...on, consents: on.consents.map((consent) => ({ ...consent, isOn: true })) }
      const said = (given: typeof on) => benefitsOf(given).map(({ en }) => en)
      expect(said(without).join(' ')).toMatch(
        /support .* collection point.* without having to show proof of purchase/,
      )
      expect(said(without).join(' ')).not.toMatch(/point(?!\b)|loyal/i)
      expect(said(withPoints)).toEqual([
        ...said(without),
        expect.stringMatching(/points .* discounts, fuel, gadgets/),
      ])
      expect(benefitsOf({ ...withPoints, benefits: { ...on.benefits, isOn: false } })).toEqual([])
    })

    it('has every text in each language its customers can choose', () => {
      const texts = [
        market.registration.declaration.text,
        market.registration.privacyNotice.text,
        market.registration.registrationIsOptional,
        market.riskStatement.text,
        ...market.benefits.items,
        ...market.benefits.loyaltyItems,
        ...market.consents.map((consent) => consent.text),
        ...market.guarantee.exclusions,
      ]
      for (const language of market.languages.customer) {
        for (const text of texts) expect(text[language], `${language}: ${text.en}`).toBeTruthy()
      }
    })
  },
)

describe('market data', () => {
  it('has rules for markets that are not open yet', () => {
    expect(ageRulesSchema.safeParse(JP_AGE_RULES).success).toBe(true)
    expect(ageRulesSchema.safeParse(KR_AGE_RULES).success).toBe(true)
    expect(findMarket('JP')).toBe(null)
  })

  it('[R2] is refused when devices need no proof, or a class that does has no rule', () => {
    expect(marketSchema.safeParse({ ...PT, age: { ...PT.age, proofClasses: [] } }).success).toBe(false)
    const proofClasses = ['device', 'accessory']
    expect(marketSchema.safeParse({ ...PT, age: { ...PT.age, proofClasses } }).success).toBe(false)
  })

  it('is refused with an unknown time zone, an unknown field, or a text without Portuguese', () => {
    const timeZones = { default: 'Europe/Lisboa', stores: ['Europe/Lisbon'] }
    expect(marketSchema.safeParse({ ...PT, timeZones }).success).toBe(false)
    expect(marketSchema.safeParse({ ...PT, extra: true }).success).toBe(false)
    const riskStatement = { version: '1', text: { en: 'text' } }
    expect(marketSchema.safeParse({ ...PT, riskStatement }).success).toBe(false)
  })

  it('[R27] covers 46 entries for assistance, each once', () => {
    expect(PT.assistance.coveredCountries).toHaveLength(46)
    expect(new Set(PT.assistance.coveredCountries.map(({ country }) => country)).size).toBe(46)
  })

  it('[R27] each entry has a source and the day on which it was read', () => {
    for (const { country, source, readOn } of PT.assistance.coveredCountries) {
      expect(source, country).not.toBe('')
      expect(readOn, country).toMatch(/^2026-\d\d-\d\d$/)
    }
  })

  it('[R24][R27] market data from before entries were dated, or anything was known of holidays, still parses', () => {
    const { businessDays: _, ...older } = PT
    const { shipping: __, ...assistance } = PT.assistance
    const market = marketSchema.parse({
      ...older,
      assistance: { ...assistance, coveredCountries: ['DK', 'XC'] },
    })
    expect(market.assistance.coveredCountries.map(({ country, readOn }) => [country, readOn])).toEqual([
      ['DK', null],
      ['XC', null],
    ])
    expect(market.assistance.shipping).toEqual({ fromBusinessDays: 1, toBusinessDays: 4 })
    expect(market.businessDays.holidays).toBe(null)
    expect(marketSchema.parse(market)).toEqual(market)
  })

  it('[R2] market data from before its policy could change has no change', () => {
    const { later: _, ...ageCheck } = PT.ageCheck
    expect(marketSchema.parse({ ...PT, ageCheck })).toEqual(PT)
  })

  it('practice keeps the age rules of Portugal', () => {
    expect(PRACTICE.age).toEqual(PT.age)
  })

  it('[R30] a text falls back to the same language elsewhere, then to English', () => {
    const text = { 'pt-PT': 'olá', en: 'hello' }
    expect(textIn(text, 'pt-PT')).toBe('olá')
    expect(textIn(text, 'pt-BR')).toBe('olá')
    expect(textIn(text, 'en-GB')).toBe('hello')
    expect(textIn(text, 'ar')).toBe('hello')
    expect(textIn(text, '__proto__')).toBe('hello')
  })
})
