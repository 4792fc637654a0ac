import type { TypedPayload } from '../contracts/operations/catalogue.ts'
import type { ChangedFields } from '../contracts/operations/changed-fields.ts'
import type { RegistrationPayload } from '../contracts/operations/registration.ts'
import { parseCalendarDate } from './calendar-date.ts'
import { holdsCardNumber } from './card-number.ts'
import { parseCountry } from './country.ts'
import { parseEmailAddress } from './email-address.ts'
import { parsePersonalName } from './personal-name.ts'
import { parsePhoneNumber } from './phone-number.ts'

/** A registration's fields, all of them or those that something amends. */
type RegistrationFields = {
  readonly [Field in keyof RegistrationPayload]?: RegistrationPayload[Field] | undefined
}

/** Each field that can be wrong by itself, and whether it is as the counter writes it. */
const RULES: {
  readonly [Field in keyof RegistrationPayload]?: (fields: RegistrationFields) => boolean
} = {
  givenName: ({ givenName }) => givenName === undefined || isName(givenName),
  familyName: ({ familyName }) => familyName === undefined || isName(familyName),
  // Spelled in any way: an account is found by the one spelling of its address.
  email: ({ email }) => email === undefined || parseEmailAddress(email).ok,
  mobilePhone: ({ mobilePhone }) => mobilePhone == null || isMobile(mobilePhone),
  dateOfBirth: ({ dateOfBirth }) => dateOfBirth === undefined || isDay(dateOfBirth),
  purchaseDate: ({ purchaseDate }) => purchaseDate === undefined || isDay(purchaseDate),
  countryOfResidence: ({ countryOfResidence }) =>
    countryOfResidence === undefined || isSpelling(countryOfResidence, parseCountry(countryOfResidence)),
  postalAddress: ({ postalAddress }) => postalAddress == null || isAddress(postalAddress),
  purchasePlace: ({ purchasePlace }) => isNoCard(purchasePlace),
  invoiceReference: ({ invoiceReference }) => isNoCard(invoiceReference),
  taxNumber: ({ taxNumber }) => isNoCard(taxNumber),
  devices: ({ devices }) =>
    devices === undefined || isWithoutRepeats(devices.map(({ deviceId }) => deviceId)),
}

/** Beyond it no term that is counted from a day would end within the calendar. */
const NO_DAY_FROM = '2200-01-01'

function isDay(text: string): boolean {
  return parseCalendarDate(text).ok && text < NO_DAY_FROM
}

function isName(text: string): boolean {
  return isSpelling(text, parsePersonalName(text))
}

function isMobile(text: string): boolean {
  return isSpelling(text, parsePhoneNumber(text, { region: '', use: 'sms' }))
}

function isAddress({
  lines,
  postalCode,
  locality,
  country,
}: NonNullable<RegistrationPayload['postalAddress']>) {
  return parseCountry(country).ok && [...lines, postalCode, locality].every(isNoCard)
}

function isNoCard(text: string | null | undefined): boolean {
  return text == null || !holdsCardNumber(text)
}

function isWithoutRepeats(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length
}

function isSpelling(text: string, read: { readonly ok: boolean; readonly value?: string }): boolean {
  return read.ok && read.value === text
}

/**
 * The fields of a registration, or of a change of one, that no counter would have written (R7, R11): what a screen says at
 * the field, for everybody who takes a record from somebody else. An operation that changes no registration has none.
 */
export function wrongFieldsOf(operation: TypedPayload): readonly (keyof RegistrationPayload)[] {
  const fields = fieldsOf(operation)
  return (Object.keys(RULES) as (keyof typeof RULES)[]).filter((field) => RULES[field]?.(fields) === false)
}

function fieldsOf(operation: TypedPayload): RegistrationFields {
  if (operation.type === 'registration') return operation.payload
  if (operation.type === 'contact-change') return operation.payload.fields
  const changes = changesOf(operation)
  if (changes?.type === 'contact-change') return changes.fields.fields
  return changes?.type === 'registration' ? changes.fields : {}
}

function changesOf(operation: TypedPayload): ChangedFields | null {
  if (operation.type === 'correction') return operation.payload.changes
  if (operation.type !== 'resolution') return null
  const { decision } = operation.payload
  return decision.choice === 'mistyped' ? decision.changes : null
}
