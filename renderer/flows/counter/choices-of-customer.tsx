import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { textIn } from '#shared/markets/market-text.ts'
import type { CounterPlace } from './counter-ports.ts'
import type { Counter } from './use-counter.ts'

/** The declaration, and each purpose by itself: yes, no or not asked, in the customer's words (R3, R8). */
export function ChoicesOfCustomer({ counter, place }: { counter: Counter; place: CounterPlace }) {
  const { t } = useTexts()
  const { state, dispatch } = counter
  const { language } = state.person
  const offers = place.market.consents.filter((offer) => offer.isOn)
  return (
    <>
      <div className="declaration" lang={language}>
        <Toggle
          item="declaration"
          label={textIn(place.market.registration.declaration.text, language)}
          isOn={state.isDeclared}
          onChange={(isDeclared) => {
            dispatch({ kind: 'declared', isDeclared })
          }}
        />
      </div>
      {offers.length > 0 && (
        <div className="choice-rows" role="group" aria-label={t('counter.customer.consents')}>
          {offers.map((offer) => (
            <div key={offer.purpose} lang={language}>
              <ChoiceGroup
                label={textIn(offer.text, language)}
                item={`consent-${offer.purpose}`}
                layout="beside"
                value={state.consents.get(offer.purpose) ?? null}
                choices={[
                  { value: 'yes', label: t('counter.customer.consentYes') },
                  { value: 'no', label: t('counter.customer.consentNo') },
                  { value: 'not-asked', label: t('counter.customer.consentNotAsked') },
                ]}
                onChange={(answer) => {
                  dispatch({ kind: 'consent-answered', purpose: offer.purpose, answer })
                }}
              />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
