import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { benefitsOf } from '#shared/domain/benefits.ts'
import { textIn } from '#shared/markets/market-text.ts'
import type { CounterPlace } from './counter-ports.ts'
import { languageOptions } from '../language-options.ts'
import type { Counter } from './use-counter.ts'

/** What the data is for, in plain words and the customer's language, before the first field (R8). */
export function NoticePanel({ counter, place }: { counter: Counter; place: CounterPlace }) {
  const { t, language: screenLanguage } = useTexts()
  const { state, dispatch } = counter
  const { registration, languages, riskStatement } = place.market
  const benefits = benefitsOf(place.market)
  const { language } = state.person
  const options = languageOptions(languages.customer, screenLanguage)
  return (
    <section className="notice" aria-label={t('counter.customer.notice')}>
      <SelectField
        label={t('counter.customer.language')}
        value={language}
        options={options}
        onChange={(value) => {
          dispatch({ kind: 'person-typed', field: 'language', value })
        }}
      />
      <div className="notice-text" lang={language}>
        <h3>{t('counter.customer.notice', { lng: language })}</h3>
        <p>{textIn(registration.privacyNotice.text, language)}</p>
        <p>
          <b>{textIn(registration.registrationIsOptional, language)}</b>
        </p>
        {benefits.length > 0 && (
          <>
            <h3>{t('counter.customer.benefits', { lng: language })}</h3>
            <ul>
              {benefits.map((item) => (
                <li key={item.en}>{textIn(item, language)}</li>
              ))}
            </ul>
            <p className="notice-risk">{textIn(riskStatement.text, language)}</p>
          </>
        )}
      </div>
    </section>
  )
}

/** That the notice was shown, in the card's own line; pressing it shows the text again. */
export function NoticeSeen({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  return (
    <Button
      tone="quiet"
      icon="done"
      onPress={() => {
        counter.dispatch({ kind: 'notice-opened', isOpen: true })
      }}
    >
      {t('counter.customer.noticeAgain')}
    </Button>
  )
}

/** Puts on record that the notice was shown, and in which words. */
export function NoticeShown({ counter, place }: { counter: Counter; place: CounterPlace }) {
  const { t } = useTexts()
  const { version } = place.market.registration.privacyNotice
  const { language } = counter.state.person
  return (
    <div data-item="notice" className="notice-action">
      <Button
        icon="check"
        onPress={() => {
          counter.dispatch({ kind: 'notice-shown', notice: { version, language } })
        }}
      >
        {t('counter.customer.noticeShown')}
      </Button>
    </div>
  )
}
