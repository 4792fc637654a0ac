import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { readEmail } from '../read-contact.ts'
import { CaseDevices } from './case-devices.tsx'
import type { CaseFieldsProps } from './case-fields-props.ts'

/** What the chosen way out still needs: a confirmation, how the customer is asked, or what was mistyped, typed again. */
export function CaseFields(props: CaseFieldsProps) {
  const { t } = useTexts()
  const { form, onChange } = props
  switch (form.choice) {
    case 'same-person':
    case 'transfer':
    case 'statutory-route':
      return (
        <Toggle
          label={t(`toSend.confirm.${form.choice}`)}
          isOn={form.isConfirmed}
          onChange={(isConfirmed) => {
            onChange({ ...form, isConfirmed })
          }}
        />
      )
    case 'customer-not-here':
      return (
        <ChoiceGroup
          label={t('toSend.howAsked')}
          value={form.ask}
          choices={(['next-visit', 'link'] as const).map((value) => ({
            value,
            label: t(`toSend.ask.${value}`),
          }))}
          onChange={(ask) => {
            onChange({ ...form, ask })
          }}
        />
      )
    case 'mistyped':
      return <MistypedFields {...props} />
    case 'cancel':
    case 'dispute':
    case 'pay':
    case 'reverse':
    case 'keep':
    case 'after-cases':
    case 'now-anyway':
    case 'erase':
    case 'settle':
    case 'settle-again':
    case null:
    default:
      return null
  }
}

function MistypedFields(props: CaseFieldsProps) {
  const { t } = useTexts()
  const { form, fields, onChange } = props
  return (
    <>
      <p className="note">{t('toSend.sealed')}</p>
      {fields.length > 1 && (
        <ChoiceGroup
          label={t('toSend.whichField')}
          value={form.field}
          choices={fields.map((value) => ({ value, label: t(`toSend.field.${value}`) }))}
          onChange={(field) => {
            onChange({ ...form, field, devices: [], deviceText: '', deviceProblem: null })
          }}
        />
      )}
      {form.field === 'email' && <EmailField {...props} />}
      {form.field === 'claim' && (
        <ChoiceGroup
          label={t('counter.customer.claim')}
          value={form.claim}
          choices={[
            { value: 'new', label: t('counter.customer.claimNew') },
            { value: 'existing', label: t('counter.customer.claimExisting') },
          ]}
          onChange={(claim) => {
            onChange({ ...form, claim })
          }}
        />
      )}
      {form.field !== null && form.field !== 'email' && form.field !== 'claim' && (
        <CaseDevices {...props} field={form.field} />
      )}
    </>
  )
}

function EmailField({ form, onChange }: CaseFieldsProps) {
  const { t } = useTexts()
  const [isLeft, setIsLeft] = useState(false)
  const email = readEmail(form.email)
  return (
    <TextField
      label={t('toSend.rightEmail')}
      type="email"
      inputMode="email"
      maxLength={254}
      value={form.email}
      error={isLeft && !email.ok ? t(`counter.customer.errors.email.${email.failure}`) : undefined}
      onChange={(typed) => {
        onChange({ ...form, email: typed })
      }}
      onBlur={() => {
        setIsLeft(form.email !== '')
      }}
    />
  )
}
