import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsCardNumber } from '../../../shared/domain/card-number.ts'
import { COUNTRIES, parseCountry } from '../../../shared/domain/country.ts'
import { type EmailAddress, parseEmailAddress } from '../../../shared/domain/email-address.ts'
import { suggestEmailAddress } from '../../../shared/domain/email-suggestion.ts'
import { parsePersonalName } from '../../../shared/domain/personal-name.ts'
import { parsePhoneNumber } from '../../../shared/domain/phone-number.ts'
import { parseTaxNumber } from '../../../shared/domain/tax-number.ts'
import { INTERNATIONAL_ASSISTANCE } from '../../../shared/markets/international-assistance.ts'

const CARD = '4111 1111 1111 1111'

describe('a personal name', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    "Robert'); DROP TABLE--",
    "D'Ávila-Conceição",
    'Ștefan',
    '李小龍',
    'محمد',
    '=HYPERLINK("http://e")',
    '__proto__',
  ])('takes %s as it is', (name) => {
    expect(parsePersonalName(name)).toEqual({ ok: true, value: name })
  })

  it('composes, and tidies blanks', () => {
    expect(parsePersonalName('  Joa\u0303o \u00a0 Maria\n')).toEqual({ ok: true, value: 'João Maria' })
  })

  it.each([
    ['', 'empty'],
    ['\u200b', 'empty'],
    ['--', 'empty'],
    ['a'.repeat(10_000), 'too-long'],
    ['a'.repeat(101), 'too-long'],
    ['Ana\u202eaniram', 'direction-override'],
    ['Ana\u0000', 'control-character'],
    ['Ana\ud800', 'broken-text'],
    [CARD, 'card-number'],
  ])('refuses %j: %s', (text, failure) => {
    expect(parsePersonalName(text)).toEqual({ ok: false, failure })
  })

  it('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const name = parsePersonalName(text)
        if (name.ok) expect(parsePersonalName(name.value)).toEqual(name)
      }),
    )
  })
})

describe('an e-mail address', () => {
  it.each([
    ['ana@x.pt', 'ana@x.pt'],
    ['ANA@X.PT', 'ana@x.pt'],
    ['  ana@x.pt\r\n', 'ana@x.pt'],
    ['ana+1@x.pt', 'ana+1@x.pt'],
    ['ana@exämple.pt', 'ana@xn--exmple-cua.pt'],
    ["o'neill@x.co.uk", "o'neill@x.co.uk"],
  ])('reads %j', (text, value) => {
    expect(parseEmailAddress(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'empty'],
    ['ana', 'no-at-sign'],
    ['a@b@x.pt', 'no-at-sign'],
    ['ana＠x.pt', 'no-at-sign'],
    ['a@b', 'domain'],
    ['a@x.1', 'domain'],
    ['a@[127.0.0.1]', 'domain'],
    ['a@127.0.0.1', 'domain'],
    ['a@-x.pt', 'domain'],
    ['a@x..pt', 'domain'],
    ['a@x.pt.', 'domain'],
    ['"a b"@x.pt', 'local-part'],
    ['.a@x.pt', 'local-part'],
    ['a..b@x.pt', 'local-part'],
    ['@x.pt', 'local-part'],
    ['joão@x.pt', 'local-part'],
    ['\u212aim@x.pt', 'local-part'],
    ['a@x.pt\r\nBcc:z@y', 'control-character'],
    [`${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(59)}.pt`, 'too-long'],
    [`${'a'.repeat(65)}@x.pt`, 'local-part'],
    [`a@${'a.'.repeat(5000)}`, 'too-long'],
    [`${' '.repeat(5000)}a@x.pt`, 'too-long'],
    ['4111111111111111@x.pt', 'card-number'],
  ])('refuses %j: %s', (text, failure) => {
    expect(parseEmailAddress(text)).toEqual({ ok: false, failure })
  })

  it('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const address = parseEmailAddress(text)
        if (address.ok) expect(parseEmailAddress(address.value)).toEqual(address)
      }),
    )
  })

  it.each([
    ['ana@gmial.com', 'ana@gmail.com'],
    ['ana@gmail.co', 'ana@gmail.com'],
    ['ana@gmaill.com', 'ana@gmail.com'],
    ['ana@hotmial.com', 'ana@hotmail.com'],
    ['ana@outlok.pt', 'ana@outlook.pt'],
    ['ana@gmail.com', null],
    ['ana@ymail.com', null],
    ['ana@x.pt', null],
  ])('hints at a slip: %s', (text, meant) => {
    expect(suggestEmailAddress(text as EmailAddress)).toBe(meant)
  })
})

describe('a phone number', () => {
  const sms = { region: 'PT', use: 'sms' } as const

  it.each([
    ['912345678', '+351912345678'],
    ['00351 912 345 678', '+351912345678'],
    ['+351 912-345-678', '+351912345678'],
    ['٩١٢٣٤٥٦٧٨', '+351912345678'],
    ['+44 7400 123456', '+447400123456'],
  ])('reads %s', (text, value) => {
    expect(parsePhoneNumber(text, sms)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'empty'],
    ['212345678', 'not-mobile'],
    ['912345678;ext=1', 'not-a-number'],
    ['912345678 ext 1', 'not-a-number'],
    ['912 345', 'not-in-use'],
    ['+999 123 456 789', 'not-a-number'],
    ['760123456', 'premium'],
    [CARD, 'card-number'],
    ['1'.repeat(7089), 'not-a-number'],
    ['call me', 'not-a-number'],
  ])('refuses %s for text messages: %s', (text, failure) => {
    expect(parsePhoneNumber(text, sms)).toEqual({ ok: false, failure })
  })

  it('takes a landline to call', () => {
    expect(parsePhoneNumber('212345678', { region: 'PT', use: 'call' })).toEqual({
      ok: true,
      value: '+351212345678',
    })
  })
})

describe('a card number', () => {
  it('is found wherever it hides, and nothing else is taken for one', () => {
    expect(holdsCardNumber(CARD)).toBe(true)
    expect(holdsCardNumber('card 4111-1111-1111-1111 please')).toBe(true)
    expect(holdsCardNumber(`Rua 25, 12 ${CARD} 3`)).toBe(true)
    expect(holdsCardNumber('4111111111111112')).toBe(false)
    expect(holdsCardNumber('1 '.repeat(5000))).toBe(false)
    expect(holdsCardNumber('+351912345678')).toBe(false)
    expect(holdsCardNumber('00351912345678')).toBe(false)
    expect(holdsCardNumber('Rua 25 de Abril 12')).toBe(false)
  })
})

describe('a tax number', () => {
  it('[R7] a Portuguese NIF carries a check digit', () => {
    expect(parseTaxNumber('123 456 789', 'pt-nif')).toEqual({ ok: true, value: '123456789' })
    expect(parseTaxNumber('123456788', 'pt-nif')).toEqual({ ok: false, failure: 'wrong-check-digit' })
    expect(parseTaxNumber('12345678', 'pt-nif')).toEqual({ ok: false, failure: 'wrong-length' })
    expect(parseTaxNumber('', 'pt-nif')).toEqual({ ok: false, failure: 'empty' })
    expect(parseTaxNumber('1'.repeat(7089), 'pt-nif')).toEqual({ ok: false, failure: 'wrong-length' })
    expect(parseTaxNumber('12345678A', 'pt-nif').ok).toBe(false)
  })

  it('[R7] Spain and Great Britain have their own', () => {
    expect(parseTaxNumber('54362315K', 'es-nif').ok).toBe(true)
    expect(parseTaxNumber('54362315A', 'es-nif').ok).toBe(false)
    expect(parseTaxNumber('980780684', 'gb-vat').ok).toBe(true)
    expect(parseTaxNumber('802311781', 'gb-vat').ok).toBe(false)
  })
})

describe('a country', () => {
  it('is one of the ISO list, or one of two that have no code of their own', () => {
    expect(COUNTRIES).toHaveLength(251)
    expect(new Set(COUNTRIES).size).toBe(251)
    expect(parseCountry('pt')).toEqual({ ok: true, value: 'PT' })
    expect(parseCountry('XC').ok).toBe(true)
    expect(parseCountry('UK').ok).toBe(false)
  })

  it('[R27] every country with assistance can be chosen', () => {
    for (const { country } of INTERNATIONAL_ASSISTANCE.coveredCountries)
      expect(parseCountry(country).ok, country).toBe(true)
  })
})
