import { type ContactFields, contactFieldsSchema } from '#shared/contracts/operations/contact-change.ts'
import type { Market } from '#shared/markets/market.ts'
import { readEmail, readMobile } from '../../read-contact.ts'

/** By what a customer wants to be reached from now on, as it is typed; what is empty stays as it is. */
export interface ContactForm {
  readonly email: string
  readonly mobile: string
  readonly hasNoMobile: boolean
  readonly language: string | null
  /** The customer read what is written. */
  readonly isRead: boolean
}

export const EMPTY_CONTACT: ContactForm = {
  email: '',
  mobile: '',
  hasNoMobile: false,
  language: null,
  isRead: false,
}

export function isContactTyped({ email, mobile, hasNoMobile, language }: ContactForm): boolean {
  return email.trim() !== '' || mobile.trim() !== '' || hasNoMobile || language !== null
}

/** What changes; null while nothing does, something is wrong, or the customer has not read it. */
export function contactFieldsOf(
  form: ContactForm,
  market: Pick<Market, 'registration'>,
): ContactFields | null {
  if (!isContactTyped(form) || !form.isRead) return null
  const email = readEmail(form.email)
  const mobile = readMobile(form.mobile, market.registration.phoneRegion)
  const hasEmail = form.email.trim() !== ''
  if ((hasEmail && !email.ok) || !mobile.ok) return null
  return contactFieldsSchema.parse({
    ...(hasEmail && email.ok ? { email: email.value } : {}),
    ...(form.hasNoMobile
      ? { mobilePhone: null }
      : mobile.value === null
        ? {}
        : { mobilePhone: mobile.value }),
    ...(form.language === null ? {} : { language: form.language }),
  })
}
