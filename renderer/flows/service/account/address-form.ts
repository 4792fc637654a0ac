import type { ContactFields } from '#shared/contracts/operations/contact-change.ts'
import { postalAddressSchema } from '#shared/contracts/operations/registration.ts'
import { lineSchema } from '#shared/contracts/values.ts'
import { holdsCardNumber } from '#shared/domain/card-number.ts'

type PostalAddress = NonNullable<ContactFields['postalAddress']>

/** Each in any script; the second line alone may stay empty. */
export const ADDRESS_PARTS = [
  { part: 'street', maxLength: 120 },
  { part: 'more', maxLength: 120 },
  { part: 'postalCode', maxLength: 16 },
  { part: 'locality', maxLength: 80 },
] as const
export type AddressPart = (typeof ADDRESS_PARTS)[number]['part']

/** What becomes of the postal address of an account (R7), as it is typed. */
export interface AddressForm extends Readonly<Record<AddressPart, string>> {
  readonly change: 'same' | 'new' | 'none'
  /** Empty for the country of the market. */
  readonly country: string
}

export const SAME_ADDRESS: AddressForm = {
  change: 'same',
  street: '',
  more: '',
  postalCode: '',
  locality: '',
  country: '',
}

/** What is wrong with what is typed there; null where nothing is. */
export function addressProblem(text: string): 'card-number' | 'not-allowed' | null {
  if (holdsCardNumber(text)) return 'card-number'
  const line = text.trim()
  return line === '' || lineSchema(line.length).safeParse(line).success ? null : 'not-allowed'
}

/** The address that is typed; null while something of it is open or wrong. */
export function addressOf(form: AddressForm, market: { readonly country: string }): PostalAddress | null {
  if (ADDRESS_PARTS.some(({ part }) => addressProblem(form[part]) !== null)) return null
  const address = postalAddressSchema.safeParse({
    lines: [form.street.trim(), form.more.trim()].filter((line, at) => at === 0 || line !== ''),
    postalCode: form.postalCode.trim(),
    locality: form.locality.trim(),
    country: form.country === '' ? market.country : form.country,
  })
  return address.success ? address.data : null
}
