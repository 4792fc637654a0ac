import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { languageOptions } from '../../language-options.ts'
import { readEmail, readMobile } from '../../read-contact.ts'
import type { ServicePlace } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'
import { AddressFields } from './address-fields.tsx'
import type { AddressForm } from './address-form.ts'
import { type ContactForm, isContactTyped } from './contact-form.ts'
import './account.css'

const ADDRESS_CHANGES = ['same', 'new', 'none'] as const

/** Other contact details, which the customer reads here and confirms by a link. What was on record is not shown. */
export function ContactFields({ serving, place }: { serving: Serving; place: ServicePlace }) {
  const { t, language } = useTexts()
  const { state, dispatch } = serving
  const { market } = place
  const form = state.contact
  const [left, setLeft] = useState<ReadonlySet<'email' | 'mobile'>>(new Set())
  const leave = (field: 'email' | 'mobile') => () => {
    setLeft(new Set([...left, field]))
  }
  // Whatever is written anew has to be read anew.
  const change = (next: Partial<ContactForm>) => {
    dispatch({ kind: 'contact', change: { isRead: false, ...next } })
  }
  const changeAddress = (next: Partial<AddressForm>) => {
    change({ address: { ...form.address, ...next } })
  }
  const email = readEmail(form.email)
  const mobile = readMobile(form.mobile, market.registration.phoneRegion)
  const isEmailWrong = left.has('email') && form.email.trim() !== '' && !email.ok
  const isMobileWrong = left.has('mobile') && !mobile.ok
  return (
    <>
      <p className="note">{t('account.contact.emptyStays')}</p>
      <div className="field-pairs">
        <TextField
          label={t('account.contact.email')}
          item="contact-email"
          inputMode="email"
          maxLength={254}
          value={form.email}
          error={isEmailWrong ? t(`counter.customer.errors.email.${email.failure}`) : undefined}
          onBlur={leave('email')}
          onChange={(value) => {
            change({ email: value })
          }}
        />
        <TextField
          label={t('account.contact.mobile')}
          item="contact-mobile"
          type="tel"
          maxLength={40}
          value={form.mobile}
          error={isMobileWrong ? t(`counter.customer.errors.phone.${mobile.failure}`) : undefined}
          onBlur={leave('mobile')}
          onChange={(value) => {
            change({ mobile: value, hasNoMobile: false })
          }}
        />
      </div>
      <Toggle
        label={t('account.contact.noMobile')}
        isOn={form.hasNoMobile}
        onChange={(hasNoMobile) => {
          change(hasNoMobile ? { hasNoMobile, mobile: '' } : { hasNoMobile })
        }}
      />
      <div className="field-pairs">
        <SelectField
          label={t('account.contact.language')}
          value={form.language ?? ''}
          options={[
            { value: '', label: t('account.contact.sameLanguage') },
            ...languageOptions(market.languages.customer, language),
          ]}
          onChange={(value) => {
            change({ language: value === '' ? null : value })
          }}
        />
        <SelectField
          label={t('account.contact.address')}
          value={form.address.change}
          options={ADDRESS_CHANGES.map((value) => ({ value, label: t(`account.address.change.${value}`) }))}
          onChange={(to) => {
            changeAddress({ change: to })
          }}
        />
      </div>
      {form.address.change === 'new' && (
        <AddressFields form={form.address} place={place} onChange={changeAddress} />
      )}
      {isContactTyped(form) && (
        <Toggle
          label={t('account.contact.isRead')}
          isOn={form.isRead}
          onChange={(isRead) => {
            change({ isRead })
          }}
        />
      )}
    </>
  )
}
