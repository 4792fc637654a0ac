import { longDate } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { purposeAndChannel } from '#shared/domain/recorded-consent.ts'
import type { ConsentPurpose } from '#shared/markets/market.ts'
import { textIn } from '#shared/markets/market-text.ts'
import { languageOptions } from '../language-options.ts'
import { choicesOffered, customerLanguage } from './service-operations.ts'
import type { ServicePlace } from './service-ports.ts'
import type { Serving } from './use-service.ts'

/** The market's questions once more, in the customer's words: yes or no, each by itself; withdrawing is one press (R8, C37). */
export function ChoicesAgain({ serving, place }: { serving: Serving; place: ServicePlace }) {
  const { t, language: screenLanguage } = useTexts()
  const { state, dispatch } = serving
  const { market } = place
  const language = customerLanguage(state, market)
  const view = state.found?.view ?? null
  const answeredBefore = (purpose: ConsentPurpose): string => {
    const said = purposeAndChannel(purpose)
    const known = view?.consents.find(
      (one) => one.purpose === said.purpose && one.channel === said.channel && one.answer !== 'not-asked',
    )
    if (known === undefined || known.answer === 'not-asked')
      return t('account.answered.never', { lng: language })
    const day = longDate({ instant: known.at, timeZone: place.timeZone, language })
    return t(`account.answered.${known.answer}`, { day, lng: language })
  }
  return (
    <>
      <SelectField
        label={t('service.language')}
        value={language}
        options={languageOptions(market.languages.customer, screenLanguage)}
        onChange={(value) => {
          dispatch({ kind: 'language', language: value })
        }}
      />
      {state.found === null && <p className="note">{t('account.answered.sealed')}</p>}
      {choicesOffered(market).map((offer) => {
        const { purpose } = offer
        const isSaved = state.served.some((one) => one.purpose === purpose)
        return (
          <div key={offer.purpose} className="service-choice" lang={language}>
            {isSaved ? (
              <>
                <span>{textIn(offer.text, language)}</span>
                <StatusPill tone="wait">{t('records.saved')}</StatusPill>
              </>
            ) : (
              <ChoiceGroup
                label={textIn(offer.text, language)}
                layout="beside"
                {...(view === null ? {} : { hint: answeredBefore(purpose) })}
                value={state.answers.get(purpose) ?? null}
                choices={[
                  { value: 'yes', label: t('counter.customer.consentYes') },
                  { value: 'no', label: t('counter.customer.consentNo') },
                ]}
                onChange={(answer) => {
                  dispatch({ kind: 'answer', purpose, answer })
                }}
              />
            )}
          </div>
        )
      })}
    </>
  )
}
