import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { fail, ok, type Result } from '../kernel/result.ts'
import { holdsCardNumber } from './card-number.ts'
import { latinDigits } from './latin-digits.ts'

declare const phoneNumberBrand: unique symbol
/** A phone number as '+' and digits (ITU-T E.164). */
export type PhoneNumber = string & { readonly [phoneNumberBrand]: true }

/** Why a text is no phone number for this use. */
export type PhoneNumberFailure =
  | 'empty'
  | 'not-a-number'
  | 'not-in-use'
  | 'premium'
  | 'not-mobile'
  | 'card-number'

const MAX_CHARACTERS = 40
const PREMIUM = new Set(['PREMIUM_RATE', 'SHARED_COST', 'UAN', 'PERSONAL_NUMBER', 'PAGER'])
const MOBILE = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE'])

/**
 * Reads a phone number; without a country code it belongs to `region` (ISO 3166-1 alpha-2). For 'sms' it must be
 * able to receive text messages. Extensions, premium numbers and card numbers are refused; digits of other scripts
 * are read as digits.
 */
export function parsePhoneNumber(
  text: string,
  wanted: { region: string; use: 'call' | 'sms' },
): Result<PhoneNumber, PhoneNumberFailure> {
  const typed = latinDigits(text).trim()
  if (typed === '') return fail('empty')
  // With a country code a number of card length is too long for E.164 or a phone number by its own right.
  const isInternational = /^(?:\+|00)/.test(typed)
  if (!isInternational && holdsCardNumber(typed)) return fail('card-number')
  if (typed.length > MAX_CHARACTERS || !/^\+?[\d\s().\u2010-\u2015/-]+$/.test(typed))
    return fail('not-a-number')
  const region = isSupportedCountry(wanted.region) ? (wanted.region satisfies CountryCode) : undefined
  const international = typed.replace(/^00/, '+')
  const number = parsePhoneNumberFromString(international, {
    ...(region === undefined ? {} : { defaultCountry: region }),
    extract: false,
  })
  if (number === undefined || number.ext !== undefined) return fail('not-a-number')
  if (!number.isValid()) return fail('not-in-use')
  const type = number.getType()
  if (type !== undefined && PREMIUM.has(type)) return fail('premium')
  if (wanted.use === 'sms' && (type === undefined || !MOBILE.has(type))) return fail('not-mobile')
  return ok(number.number as PhoneNumber)
}

/** As people write it: '+800 2559 2559', '+41 21 547 88 88'. What no plan knows stays as it is. */
export function formatPhoneNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number
}
