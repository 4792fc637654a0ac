import { Fragment } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { COUNTRIES } from '#shared/domain/country.ts'
import {
  type AssistanceAnswer as Weighed,
  type AssistanceCheck,
  coveredEntry,
} from '#shared/domain/weigh-assistance.ts'
import { countryName, countryOptions } from '../../language-options.ts'
import { HelplineFirst } from './answer-view.tsx'
import { assistanceAnswer, type AssistanceForm } from './assistance-operation.ts'
import type { GuaranteePlace } from './guarantee-operations.ts'
import type { Guarantee } from './use-guarantee.ts'

const ASKS = ['isAdult', 'isRegistered', 'isGuaranteed'] as const
const REPLIES = ['yes', 'no', 'unknown'] as const
const ADDRESS = [
  { part: 'host', maxLength: 120 },
  { part: 'street', maxLength: 120 },
  { part: 'postalCode', maxLength: 16 },
  { part: 'locality', maxLength: 80 },
] as const
/** The one condition that the desk sees for itself: it knows in which country it stands (R22). */
const KNOWN_HERE: AssistanceCheck = 'within-covered-countries'
const TONES = { likely: 'ok', unlikely: 'stop', 'ask-helpline': 'wait' } as const

/** Where the customer lives and where the device is registered (R22) [GD13]. */
export function AssistanceCountries({ guarantee }: { guarantee: Guarantee }) {
  const { t, language } = useTexts()
  const { abroad, change } = abroadOf(guarantee)
  const countries = [
    { value: '', label: t('assistance.choose') },
    ...countryOptions(COUNTRIES, { first: [], screenLanguage: language }),
  ]
  return (['residence', 'registration'] as const).map((which) => (
    <SelectField
      key={which}
      label={t(`assistance.${which}`)}
      value={abroad[which]}
      options={countries}
      onChange={(country) => {
        change({ [which]: country })
      }}
    />
  ))
}

/** What the customer says and the desk cannot see (R22) [GD13]. */
export function AssistanceAsks({ guarantee }: { guarantee: Guarantee }) {
  const { t } = useTexts()
  const { abroad, change } = abroadOf(guarantee)
  return ASKS.map((ask) => (
    <ChoiceGroup
      key={ask}
      label={t(`assistance.asks.${ask}`)}
      value={abroad[ask]}
      choices={REPLIES.map((value) => ({ value, label: t(`assistance.replies.${value}`) }))}
      onChange={(reply) => {
        change({ [ask]: reply })
      }}
    />
  ))
}

/** What can be said before the call, condition by condition, and the address that it needs (R21 to R24) [GD13]. */
export function AssistanceAnswer({ guarantee, place }: { guarantee: Guarantee; place: GuaranteePlace }) {
  const { t, language } = useTexts()
  const { abroad, change } = abroadOf(guarantee)
  const answer = assistanceAnswer(abroad, place)
  const inWords = ({ check, answer: reply }: Weighed['checks'][number]) => {
    const outside = outsideCoverage(check, { abroad, place })
    return (
      <li key={check}>
        {t(`assistance.checks.${check}`)}: <b>{t(`assistance.replies.${reply}`)}</b>
        {outside !== null && ` (${t('assistance.notCovered', { country: countryName(outside, language) })})`}
      </li>
    )
  }
  return (
    <>
      {answer === null ? (
        <HelplineFirst market={place.market} />
      ) : (
        <Banner tone={TONES[answer.answer]} title={t(`assistance.answers.${answer.answer}`)}>
          {t('assistance.blind')}
          {(['said', 'known'] as const).map((which) => (
            <Fragment key={which}>
              <p className="assistance-heading">{t(`assistance.conditions.${which}`)}</p>
              <ul className="assistance-checks">
                {answer.checks
                  .filter(({ check }) => (check === KNOWN_HERE) === (which === 'known'))
                  .map(inWords)}
              </ul>
            </Fragment>
          ))}
        </Banner>
      )}
      <p className="note">{t('assistance.address')}</p>
      <div className="assistance-address">
        {ADDRESS.map(({ part, maxLength }) => (
          <TextField
            key={part}
            label={t(`assistance.${part}`)}
            item={`abroad-${part}`}
            maxLength={maxLength}
            value={abroad[part]}
            {...(part === 'postalCode' ? { aside: t('counter.customer.optional') } : {})}
            onChange={(text) => {
              change({ [part]: text })
            }}
          />
        ))}
      </div>
    </>
  )
}

/** The country that a condition fails by, because nobody covers it today; null where it is another matter (R22, R27). */
function outsideCoverage(
  check: AssistanceCheck,
  given: { abroad: AssistanceForm; place: GuaranteePlace },
): string | null {
  const { abroad, place } = given
  const { market, today } = place
  const countries: Partial<Record<AssistanceCheck, string>> = {
    'adult-resident': abroad.residence,
    'registered-there': abroad.registration,
    'within-covered-countries': market.country,
  }
  const country = countries[check]
  if (country === undefined) return null
  const entry = coveredEntry(country, { covered: market.assistance.coveredCountries, day: today })
  return entry === null ? country : null
}

function abroadOf(guarantee: Guarantee) {
  const { abroad } = guarantee.state.form
  const change = (next: Partial<AssistanceForm>) => {
    guarantee.answer({ abroad: { ...abroad, ...next } })
  }
  return { abroad, change }
}
