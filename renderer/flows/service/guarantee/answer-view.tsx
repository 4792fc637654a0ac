import { dayWords } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { formatPhoneNumber } from '#shared/domain/phone-number.ts'
import type { GuaranteeAnswer } from '#shared/domain/weigh-guarantee.ts'
import type { Market } from '#shared/markets/market.ts'
import type { RegisteredIn } from './guarantee-state.ts'

const TONES = { covered: 'ok', 'not-covered': 'stop', unknown: 'wait' } as const

/** What both guarantees say in one look: covered or not, until when, and why [GD1] [GD5]. */
export function AnswerView(props: { answer: GuaranteeAnswer; registeredIn: RegisteredIn | null }) {
  const { t, language } = useTexts()
  const { answer, registeredIn } = props
  const { verdict, basis } = answer
  const isCustomers = registeredIn === 'this-country'
  const next = !isCustomers ? 'unregistered' : verdict === 'covered' ? (basis ?? 'statutory') : verdict
  return (
    <>
      <Banner tone={TONES[verdict]} title={t(`guarantee.verdict.${verdict}`)}>
        {t(`guarantee.next.${next}`)}
      </Banner>
      <dl className="guarantee-bases">
        {(['voluntary', 'statutory'] as const).map((name) => {
          const { why, until } = answer[name]
          return (
            <div key={name}>
              <dt>{t(`guarantee.basis.${name}`)}</dt>
              <dd>{t(`guarantee.why.${why}`, { until: until === null ? '' : dayWords(until, language) })}</dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

/** A device that is registered in another country is not swapped here [GD7] (R23). */
export function HelplineFirst({ market }: { market: Market }) {
  const { t } = useTexts()
  const helpline = formatPhoneNumber(market.assistance.helpline)
  const fallback = formatPhoneNumber(market.assistance.fallbackHelpline)
  return (
    <Banner tone="wait" title={t('guarantee.abroad')}>
      {t('guarantee.abroadText', { helpline, fallback })}
    </Banner>
  )
}
