import { COUNTRIES } from '#shared/domain/country.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { CounterPlace } from './counter-ports.ts'
import type { PersonField } from './counter-state.ts'
import { countryOptions, languageOptions } from '../language-options.ts'
import type { Counter } from './use-counter.ts'

/** What a registration holds about the person (R7). What is wrong is said at the field once it was left. */
export function PersonFields({ counter, place }: { counter: Counter; place: CounterPlace }) {
  const { t, language } = useTexts()
  const { state, person, dispatch } = counter
  const { market } = place
  const change = (field: PersonField) => (value: string) => {
    dispatch({ kind: 'person-typed', field, value })
  }
  const field = (name: PersonField) => ({
    value: state.person[name] ?? '',
    onChange: change(name),
    onBlur: () => {
      dispatch({ kind: 'field-left', field: name })
    },
  })
  const wrong = <Failure extends string>(
    name: PersonField,
    read: { readonly ok: true } | { readonly ok: false; readonly failure: Failure },
    say: (failure: Failure) => string,
  ) => (state.visited.has(name) && !read.ok ? say(read.failure) : undefined)
  const suggestion = person.emailSuggestion
  return (
    <>
      <div className="two">
        <TextField
          label={t('counter.customer.givenName')}
          item="given-name"
          {...field('givenName')}
          error={wrong('givenName', person.givenName, (why) => t(`counter.customer.errors.name.${why}`))}
        />
        <TextField
          label={t('counter.customer.familyName')}
          item="family-name"
          {...field('familyName')}
          error={wrong('familyName', person.familyName, (why) => t(`counter.customer.errors.name.${why}`))}
        />
      </div>
      <div className="wide-first">
        <TextField
          label={t('counter.customer.email')}
          item="email"
          inputMode="email"
          {...field('email')}
          error={wrong('email', person.email, (why) => t(`counter.customer.errors.email.${why}`))}
          {...(suggestion === null
            ? {}
            : {
                hint: (
                  <span className="typo">
                    {t('counter.customer.emailTypo', {
                      suggestion: suggestion.slice(suggestion.lastIndexOf('@')),
                    })}
                  </span>
                ),
                onKeyDown: (event) => {
                  if (event.key === 'ArrowDown') change('email')(suggestion)
                },
              })}
        />
        <TextField
          label={t('counter.customer.mobile')}
          aside={t('counter.customer.optional')}
          item="mobile"
          type="tel"
          {...field('mobile')}
          error={wrong('mobile', person.mobile, (why) => t(`counter.customer.errors.phone.${why}`))}
        />
      </div>
      <div className="three">
        <TextField
          label={t('counter.customer.born')}
          item="born"
          inputMode="numeric"
          {...field('born')}
          onBlur={counter.bornLeft}
          error={wrong('born', person.born, (why) =>
            why === 'differs'
              ? t('counter.customer.errors.born.differs')
              : t(`counter.customer.dates.${why}`),
          )}
        />
        <SelectField
          label={t('counter.customer.country')}
          item="country"
          value={state.person.country}
          options={countryOptions(COUNTRIES, {
            first: market.registration.residenceCountries,
            screenLanguage: language,
          })}
          onChange={change('country')}
        />
        <SelectField
          label={t('counter.customer.language')}
          value={state.person.language}
          options={languageOptions(market.languages.customer, language)}
          onChange={change('language')}
        />
      </div>
      {!person.country.ok && <p className="field-error">{t('counter.customer.errors.country')}</p>}
      <ChoiceGroup
        label={t('counter.customer.claim')}
        item="claim"
        layout="beside"
        {...(state.person.claim === 'existing' ? { hint: t('counter.customer.existing') } : {})}
        value={state.person.claim}
        choices={[
          { value: 'new', label: t('counter.customer.claimNew') },
          { value: 'existing', label: t('counter.customer.claimExisting') },
        ]}
        onChange={change('claim')}
      />
    </>
  )
}
