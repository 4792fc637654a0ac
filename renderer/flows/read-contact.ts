import { parseEmailAddress, type EmailAddress } from '#shared/domain/email-address.ts'
import { parsePhoneNumber, type PhoneNumber } from '#shared/domain/phone-number.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'

export type EmailProblem = 'empty' | 'invalid' | 'card-number'
export type PhoneProblem = 'invalid' | 'not-mobile' | 'card-number'

/** An e-mail address as a screen says what is wrong with it. */
export function readEmail(text: string): Result<EmailAddress, EmailProblem> {
  const email = parseEmailAddress(text)
  if (email.ok) return email
  const { failure } = email
  return fail(failure === 'empty' || failure === 'card-number' ? failure : 'invalid')
}

/** A mobile number, or none, as a screen says what is wrong with it. */
export function readMobile(text: string, region: string): Result<PhoneNumber | null, PhoneProblem> {
  if (text.trim() === '') return ok(null)
  const number = parsePhoneNumber(text, { region, use: 'sms' })
  if (number.ok) return number
  const { failure } = number
  if (failure === 'card-number') return fail(failure)
  return fail(failure === 'not-mobile' || failure === 'premium' ? 'not-mobile' : 'invalid')
}
