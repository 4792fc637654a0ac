import { dayWords } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { formatPhoneNumber } from '#shared/domain/phone-number.ts'
import type { GuaranteeAnswer } from '#shared/domain/weigh-guarantee.ts'
import type { Market } from '#shared/markets/market.ts'
import type { GuaranteeForm } from './guarantee-state.ts'

const TONES = { covered: 'ok', 'not-covered': 'stop', unknown: 'wait' } as const

/** What both guarantees say in one look: covered or not, until when, and why [GD1] [GD5]. */
export function AnswerView(props: { answer: GuaranteeAnswer; form: GuaranteeForm }) {
  const { t, language } = useTexts()
  const { answer, form } = props
  const { verdict, basis } = answer
  const next =
    form.registeredIn === 'this-country'
      ? verdict === 'covered'
        ? (basis ?? 'statutory')
        : verdict
      : form.hasProof === 'yes'
        ? byProof(form.deliveredText, verdict)
        : 'no-proof'
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

/** The day on the proof is what the case is recorded with [GD14]. */
function byProof(dayText: string, verdict: GuaranteeAnswer['verdict']) {
  if (dayText.trim() === '') return 'proof-day'
  return verdict === 'covered' ? 'by-proof' : 'by-proof-not-covered'
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
