import { useTexts } from '#renderer/i18n/use-texts.ts'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { COUNTRIES } from '#shared/domain/country.ts'
import { countryOptions } from '../../language-options.ts'
import type { ServicePlace } from '../service-ports.ts'
import { ADDRESS_PARTS, type AddressForm, addressProblem } from './address-form.ts'

/** Another postal address, in any script and any country (R7). */
export function AddressFields(props: {
  form: AddressForm
  place: ServicePlace
  onChange: (change: Partial<AddressForm>) => void
}) {
  const { t, language } = useTexts()
  const { form, place, onChange } = props
  const { country } = place.market
  const words = {
    'card-number': t('counter.customer.errors.name.card-number'),
    'not-allowed': t('account.address.notAllowed'),
  }
  const errorOf = (text: string) => {
    const problem = addressProblem(text)
    return problem === null ? undefined : words[problem]
  }
  return (
    <>
      <div className="field-pairs">
        {ADDRESS_PARTS.map(({ part, maxLength }) => (
          <TextField
            key={part}
            label={t(`account.address.${part}`)}
            item={`address-${part}`}
            maxLength={maxLength}
            value={form[part]}
            error={errorOf(form[part])}
            {...(part === 'more' ? { aside: t('counter.customer.optional') } : {})}
            onChange={(text) => {
              onChange({ [part]: text })
            }}
          />
        ))}
      </div>
      <SelectField
        label={t('account.address.country')}
        value={form.country === '' ? country : form.country}
        options={countryOptions(COUNTRIES, { first: [country], screenLanguage: language })}
        onChange={(value) => {
          onChange({ country: value })
        }}
      />
    </>
  )
}
