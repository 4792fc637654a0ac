import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../../shared/domain/calendar-date.ts'
import { answerConsent, consentProblems, openConsents } from '../../../shared/domain/consents.ts'
import type { Country } from '../../../shared/domain/country.ts'
import type { DeviceId } from '../../../shared/domain/device-id.ts'
import type { EmailAddress } from '../../../shared/domain/email-address.ts'
import type { PersonalName } from '../../../shared/domain/personal-name.ts'
import type { RegistrationDraft } from '../../../shared/domain/registration-draft.ts'
import { openItems } from '../../../shared/domain/registration-rule.ts'
import { channelRule } from '../../../shared/domain/sales-channel.ts'
import type { TaxNumber } from '../../../shared/domain/tax-number.ts'
import { PRACTICE } from '../../../shared/markets/practice.ts'
import { PT } from '../../../shared/markets/pt.ts'

const day = (text: string) => text as CalendarDate
const today = day('2026-11-22')
const kit = { id: 'K7M29QX4TB3D' as DeviceId, kind: 'kit', origin: 'bought-here' } as const
const ready: RegistrationDraft = {
  claim: 'new',
  channel: 'brand-store',
  ageCheck: { voided: null, birthDate: day('1990-05-01') },
  noticeVersionShown: PT.registration.privacyNotice.version,
  declaration: { version: PT.registration.declaration.version, isMade: true },
  givenName: 'Ana' as PersonalName,
  familyName: 'Sousa' as PersonalName,
  email: 'ana@x.pt' as EmailAddress,
  mobilePhone: null,
  birthDate: day('1990-05-01'),
  residence: 'PT' as Country,
  language: 'pt-PT',
  consents: [],
  devices: [kit],
  purchase: { date: today, place: 'Lisboa' },
  taxNumber: null,
}
const open = (change: Partial<RegistrationDraft>, market = PT) =>
  openItems({ ...ready, ...change }, { market, today })

describe('a registration draft', () => {
  it('[R7] is ready without phone, address, tax number and any consent', () => {
    expect(open({})).toEqual([])
    expect(open({ consents: openConsents(PRACTICE) }, PRACTICE)).toEqual([])
  })

  it('[R2] needs an age check that stands, with the same date of birth', () => {
    expect(open({ ageCheck: null })).toEqual([{ kind: 'age-check', why: 'missing' }])
    const voided = { voided: 'other-operator', birthDate: ready.birthDate } as const
    expect(open({ ageCheck: voided })).toEqual([{ kind: 'age-check', why: 'other-operator' }])
    expect(open({ birthDate: day('1990-05-02') })).toEqual([{ kind: 'age-check', why: 'dates-differ' }])
  })

  it('[R2] a date of birth under age refutes a check that saw none', () => {
    const ageCheck = { voided: null, birthDate: null }
    expect(open({ ageCheck, birthDate: day('2010-01-01') })).toEqual([
      { kind: 'age-check', why: 'under-age' },
    ])
    expect(open({ ageCheck })).toEqual([])
  })

  it('[R3] [R8] needs the notice and the declaration in their present wording', () => {
    expect(open({ noticeVersionShown: null })).toEqual([{ kind: 'notice', why: 'missing' }])
    expect(open({ noticeVersionShown: 'old' })).toEqual([{ kind: 'notice', why: 'other-version' }])
    expect(open({ declaration: null })).toEqual([{ kind: 'declaration', why: 'missing' }])
    const { version } = PT.registration.declaration
    expect(open({ declaration: { version, isMade: false } })).toEqual([
      { kind: 'declaration', why: 'missing' },
    ])
    expect(open({ declaration: { version: 'old', isMade: true } })).toEqual([
      { kind: 'declaration', why: 'other-version' },
    ])
  })

  it('[R3] is for people who live in the market', () => {
    expect(open({ residence: 'ES' as Country })).toEqual([{ kind: 'residence-elsewhere' }])
  })

  it('[R6] is not taken for orders by web or phone', () => {
    expect(open({ channel: 'web' })).toEqual([{ kind: 'channel-not-taken-here' }])
    expect(channelRule('phone', PT)).toEqual({ isRegistrationRequired: true, isTakenAtCounter: false })
    for (const channel of ['brand-store', 'partner-store', 'sales-adviser'] as const) {
      expect(channelRule(channel, PT)).toEqual({ isRegistrationRequired: false, isTakenAtCounter: true })
    }
  })

  it('[R7] names every missing field', () => {
    const nothing = {
      claim: null,
      givenName: null,
      familyName: null,
      email: null,
      birthDate: null,
      residence: null,
      language: null,
      purchase: { date: null, place: '' },
    }
    const fields = open(nothing).map((item) => (item.kind === 'field' ? item.field : item.kind))
    expect(fields.join(' ')).toBe(
      'claim given-name family-name email birth-date residence language purchase-date purchase-place',
    )
  })

  it('[R7] refuses a purchase tomorrow, and a tax number where it is off', () => {
    expect(open({ purchase: { date: day('2026-11-23'), place: 'Lisboa' } })).toEqual([
      { kind: 'purchase-in-future' },
    ])
    const taxNumber = '123456789' as TaxNumber
    expect(open({ taxNumber })).toEqual([{ kind: 'tax-number-is-off' }])
    expect(open({ taxNumber }, PRACTICE)).toEqual([])
  })

  it('[R11] needs a device, each once, with kind and origin', () => {
    expect(open({ devices: [] })).toEqual([{ kind: 'no-device' }])
    expect(open({ devices: [kit, { ...kit, origin: 'gift' }] })).toEqual([
      { kind: 'same-device-twice', id: kit.id },
    ])
    expect(open({ devices: [{ ...kit, kind: null, origin: null }] })).toEqual([
      { kind: 'device-incomplete', id: kit.id, missing: 'kind' },
      { kind: 'device-incomplete', id: kit.id, missing: 'origin' },
    ])
    expect(
      open({ devices: [kit, { id: 'AAAA1111BBBB' as DeviceId, kind: 'holder', origin: 'gift' }] }),
    ).toEqual([])
  })
})

describe('consents', () => {
  it('[R8] start unasked, and only where the market asks', () => {
    expect(openConsents(PT)).toEqual([])
    expect(openConsents(PRACTICE)).toHaveLength(5)
    expect(openConsents(PRACTICE).every(({ answer }) => answer === 'not-asked')).toBe(true)
  })

  it('[R8] each answer is its own', () => {
    const answered = answerConsent(openConsents(PRACTICE), { purpose: 'loyalty', answer: 'yes' })
    expect(answered.filter(({ answer }) => answer === 'yes').map(({ purpose }) => purpose)).toEqual([
      'loyalty',
    ])
    expect(answerConsent([], { purpose: 'loyalty', answer: 'yes' })).toEqual([])
  })

  it('[R8] are refused when switched off, worded otherwise, or there twice', () => {
    const [first] = openConsents(PRACTICE)
    if (first === undefined) throw new Error('practice asks')
    expect(consentProblems([first], PT)).toEqual([{ purpose: first.purpose, why: 'not-offered' }])
    expect(consentProblems([{ ...first, textVersion: 'old' }], PRACTICE)).toEqual([
      { purpose: first.purpose, why: 'other-version' },
    ])
    expect(consentProblems([first, first], PRACTICE)).toEqual([{ purpose: first.purpose, why: 'repeated' }])
    expect(open({ consents: [first] })).toEqual([
      { kind: 'consent', purpose: first.purpose, why: 'not-offered' },
    ])
  })
})
