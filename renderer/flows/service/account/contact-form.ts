import { type ContactFields, contactFieldsSchema } from '#shared/contracts/operations/contact-change.ts'
import type { Market } from '#shared/markets/market.ts'
import { readEmail, readMobile } from '../../read-contact.ts'
import { type AddressForm, addressOf, SAME_ADDRESS } from './address-form.ts'

/** By what a customer wants to be reached from now on, as it is typed; what is empty stays as it is. */
export interface ContactForm {
  readonly email: string
  readonly mobile: string
  readonly hasNoMobile: boolean
  readonly language: string | null
  readonly address: AddressForm
  /** The customer read what is written. */
  readonly isRead: boolean
}

export const EMPTY_CONTACT: ContactForm = {
  email: '',
  mobile: '',
  hasNoMobile: false,
  language: null,
  address: SAME_ADDRESS,
  isRead: false,
}

export function isContactTyped({ email, mobile, hasNoMobile, language, address }: ContactForm): boolean {
  const isReachTyped = email.trim() !== '' || mobile.trim() !== '' || hasNoMobile
  return isReachTyped || language !== null || address.change !== 'same'
}

/** What changes; null while nothing does, something is wrong, or the customer has not read it. */
export function contactFieldsOf(
  form: ContactForm,
  market: Pick<Market, 'registration' | 'country'>,
): ContactFields | null {
  if (!isContactTyped(form) || !form.isRead) return null
  const email = readEmail(form.email)
  const mobile = readMobile(form.mobile, market.registration.phoneRegion)
  const hasEmail = form.email.trim() !== ''
  if ((hasEmail && !email.ok) || !mobile.ok) return null
  const postalAddress = form.address.change === 'new' ? addressOf(form.address, market) : null
  if (form.address.change === 'new' && postalAddress === null) return null
  return contactFieldsSchema.parse({
    ...(hasEmail && email.ok ? { email: email.value } : {}),
    ...(form.hasNoMobile
      ? { mobilePhone: null }
      : mobile.value === null
        ? {}
        : { mobilePhone: mobile.value }),
    ...(form.language === null ? {} : { language: form.language }),
    ...(form.address.change === 'same' ? {} : { postalAddress }),
  })
}

/** Where the link goes by which the customer says yes [LK8]; unknown where the account is not read. */
export function contactLinkOf(given: {
  readonly found: { readonly view: { readonly isEmailConfirmed: boolean } | null } | null
  readonly contact: ContactForm
}): 'confirmed' | 'toNew' | 'waits' | 'unknown' {
  const view = given.found?.view ?? null
  if (view === null) return 'unknown'
  if (view.isEmailConfirmed) return 'confirmed'
  return given.contact.email.trim() === '' ? 'waits' : 'toNew'
}
