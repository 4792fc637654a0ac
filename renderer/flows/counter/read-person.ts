import { type CalendarDate } from '#shared/domain/calendar-date.ts'
import type { EmailAddress } from '#shared/domain/email-address.ts'
import { suggestEmailAddress } from '#shared/domain/email-suggestion.ts'
import { parsePersonalName, type PersonalName } from '#shared/domain/personal-name.ts'
import type { PhoneNumber } from '#shared/domain/phone-number.ts'
import { parseBirthDate, type BirthDateFailure } from '#shared/domain/typed-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Market } from '#shared/markets/market.ts'
import { type EmailProblem, type PhoneProblem, readEmail, readMobile } from '../read-contact.ts'
import type { Person, StandingCheck } from './counter-state.ts'

export type NameProblem = 'empty' | 'too-long' | 'not-allowed' | 'card-number'
export type BornProblem = BirthDateFailure | 'differs'

/** The customer's fields as the domain reads them, each with what is wrong with it. */
export interface ReadPerson {
  readonly givenName: Result<PersonalName, NameProblem>
  readonly familyName: Result<PersonalName, NameProblem>
  readonly email: Result<EmailAddress, EmailProblem>
  readonly emailSuggestion: EmailAddress | null
  readonly mobile: Result<PhoneNumber | null, PhoneProblem>
  readonly born: Result<CalendarDate, BornProblem>
  readonly country: Result<string, 'not-resident'>
  readonly claim: Result<'new' | 'existing', 'open'>
}

/** Reads every field. `today` is the store's local day; `check` is what the date of birth must agree with (R2). */
export function readPerson(
  person: Person,
  given: { market: Market; today: CalendarDate; check: StandingCheck | null },
): ReadPerson {
  const email = readEmail(person.email)
  const { residenceCountries, phoneRegion } = given.market.registration
  return {
    givenName: readName(person.givenName),
    familyName: readName(person.familyName),
    email,
    emailSuggestion: email.ok ? suggestEmailAddress(email.value) : null,
    mobile: readMobile(person.mobile, phoneRegion),
    born: readBorn(person.born, given),
    country: residenceCountries.includes(person.country) ? ok(person.country) : fail('not-resident'),
    claim: person.claim === null ? fail('open') : ok(person.claim),
  }
}

function readName(text: string): Result<PersonalName, NameProblem> {
  const name = parsePersonalName(text)
  if (name.ok) return name
  const { failure } = name
  return fail(
    failure === 'empty' || failure === 'too-long' || failure === 'card-number' ? failure : 'not-allowed',
  )
}

function readBorn(
  text: string,
  given: { today: CalendarDate; check: StandingCheck | null },
): Result<CalendarDate, BornProblem> {
  const born = parseBirthDate(text, given.today)
  if (!born.ok) return born
  const checked = given.check?.birthDate ?? null
  return checked !== null && checked !== born.value ? fail('differs') : born
}
