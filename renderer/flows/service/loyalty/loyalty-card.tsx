import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { textIn } from '#shared/markets/market-text.ts'
import { languageOptions } from '../../language-options.ts'
import { customerLanguage } from '../service-operations.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'
import { whoseOf } from '../whose.ts'
import { loyaltyActions, loyaltyTerms } from './loyalty-form.ts'
import { Rewards } from './rewards.tsx'

/** Membership and points: what is known, what can be done now, and by which terms [LO2] [LO3]. */
export function LoyaltyCard(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { serving, place } = props
  const { state, dispatch } = serving
  const { known, action } = state.loyalty
  // Also while a record about it is perhaps saved: the points go with the account [LO7].
  if (state.isClosed) return <p className="note">{t('loyalty.closed')}</p>
  if (whoseOf(state) === null) return <p className="note">{t('loyalty.noCustomer')}</p>
  return (
    <>
      <Standing serving={serving} place={place} />
      <ChoiceGroup
        label={t('loyalty.action')}
        value={action}
        choices={loyaltyActions(known).map((value) => ({ value, label: t(`loyalty.actions.${value}`) }))}
        onChange={(next) => {
          dispatch({ kind: 'loyalty-action', action: next })
        }}
      />
      {(action === 'join' || action === 'leave') && <Terms serving={serving} place={place} />}
      {action === 'spend' && <Rewards {...props} />}
    </>
  )
}

function Standing({ serving, place }: { serving: Serving; place: ServicePlace }) {
  const { t, time, number } = useTexts()
  const { known } = serving.state.loyalty
  if (known === null) return <p role="status">{t('loyalty.asking')}</p>
  if (known.kind !== 'known')
    return (
      <Banner
        tone="wait"
        title={t(`loyalty.${known.kind}.title`)}
        action={<Button onPress={serving.askLoyalty}>{t('loyalty.askAgain')}</Button>}
      >
        {known.kind === 'unknown-customer' && serving.state.found !== null
          ? t('loyalty.noneOfFound')
          : t(`loyalty.${known.kind}.text`)}
      </Banner>
    )
  const { isMember, points, serverTime } = known.standing
  return (
    <p className="loyalty-standing" role="status">
      <b>{isMember ? t('loyalty.points', { points: number(points) }) : t('loyalty.noMember')}</b>
      <small className="note">{t('loyalty.asOf', { time: time(serverTime, place.timeZone) })}</small>
    </p>
  )
}

function Terms({ serving, place }: { serving: Serving; place: ServicePlace }) {
  const { t, language: screenLanguage } = useTexts()
  const { state, dispatch } = serving
  const { market } = place
  const language = customerLanguage(state, market)
  const terms = loyaltyTerms(market)
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
      {terms !== null && (
        <figure className="loyalty-terms">
          <figcaption>{t('loyalty.terms', { version: terms.version })}</figcaption>
          <p lang={language}>{textIn(terms.text, language)}</p>
        </figure>
      )}
    </>
  )
}
