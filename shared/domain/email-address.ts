import { toASCII } from 'tr46'
import { fail, ok, type Result } from '../kernel/result.ts'
import { holdsCardNumber } from './card-number.ts'

declare const emailAddressBrand: unique symbol
/** An e-mail address, lower case, its domain in ASCII (RFC 5321 length limits). One address has one spelling. */
export type EmailAddress = string & { readonly [emailAddressBrand]: true }

/** Why a text is no e-mail address that can be written to. */
export type EmailAddressFailure =
  | 'empty'
  | 'too-long'
  | 'control-character'
  | 'no-at-sign'
  | 'local-part'
  | 'domain'
  | 'card-number'

const MAX_LENGTH = 254
const MAX_DOMAIN_LENGTH = 253
// RFC 5322 dot-atom; quoted local parts and address literals are not for people at a counter.
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
/** What UTS #46 gives back as it is: labels of RFC 1123 in small letters, none of which begins as an encoded one does. */
const PLAIN_DOMAIN = /^(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/
const TOP_LEVEL_LABEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/

/**
 * Reads an e-mail address: blanks around it go, capitals become small (two spellings of one address are one
 * account), an international domain becomes ASCII by UTS #46. The length is limited before anything is matched.
 */
export function parseEmailAddress(text: string): Result<EmailAddress, EmailAddressFailure> {
  const address = text.length > MAX_LENGTH * 2 ? text : text.trim()
  if (address === '') return fail('empty')
  if (address.length > MAX_LENGTH) return fail('too-long')
  if (/\p{Cc}/u.test(address)) return fail('control-character')
  const [typedLocal, typedDomain, ...more] = address.split('@')
  if (typedLocal === undefined || typedDomain === undefined || more.length > 0) return fail('no-at-sign')
  const local = typedLocal.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
  if (local.length > 64 || !LOCAL_PART.test(local)) return fail('local-part')
  if (holdsCardNumber(local)) return fail('card-number')
  const domain = asciiDomain(typedDomain)
  if (domain === null) return fail('domain')
  const normalised = `${local}@${domain}`
  return normalised.length > MAX_LENGTH ? fail('too-long') : ok(normalised as EmailAddress)
}

function asciiDomain(typed: string): string | null {
  if (typed.length <= MAX_DOMAIN_LENGTH && PLAIN_DOMAIN.test(typed)) return typed
  const domain = toASCII(typed, {
    checkBidi: true,
    checkHyphens: true,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    verifyDNSLength: true,
  })
  const labels = domain?.split('.') ?? []
  return domain !== null && labels.length > 1 && TOP_LEVEL_LABEL.test(labels.at(-1) ?? '') ? domain : null
}
