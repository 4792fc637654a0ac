import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { COUNTRIES } from '#shared/domain/country.ts'
import { type AssistanceCheck, coveredEntry } from '#shared/domain/weigh-assistance.ts'
import { unreachable } from '#shared/kernel/assert.ts'
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
  const seen = (check: AssistanceCheck) => {
    const { by, country } = whoKnows(check, { abroad, place })
    return t(`assistance.seen.${by}`, { country: countryName(country, language) })
  }
  return (
    <>
      {answer === null ? (
        <HelplineFirst market={place.market} />
      ) : (
        <Banner tone={TONES[answer.answer]} title={t(`assistance.answers.${answer.answer}`)}>
          {t('assistance.blind')}
          <ul className="assistance-checks">
            {answer.checks.map(({ check, answer: reply }) => (
              <li key={check}>
                {t(`assistance.checks.${check}`)}: <b>{t(`assistance.replies.${reply}`)}</b>{' '}
                <small>({seen(check)})</small>
              </li>
            ))}
          </ul>
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

/** Who knows whether a condition holds: this desk, or the customer alone (R22) [GD13]. */
function whoKnows(
  check: AssistanceCheck,
  given: { abroad: AssistanceForm; place: GuaranteePlace },
): { by: 'here' | 'said' | 'said-not-covered'; country: string } {
  const { abroad, place } = given
  const { market, today } = place
  const { coveredCountries: covered } = market.assistance
  const said = (country: string) => ({
    by:
      coveredEntry(country, { covered, day: today }) === null
        ? ('said-not-covered' as const)
        : ('said' as const),
    country,
  })
  switch (check) {
    case 'adult-resident':
      return said(abroad.residence)
    case 'registered-there':
      return said(abroad.registration)
    case 'within-covered-countries':
      return { by: 'here', country: market.country }
    case 'outside-country-of-registration':
    case 'guarantee-valid':
      return { by: 'said', country: abroad.registration }
    default:
      return unreachable(check)
  }
}

function abroadOf(guarantee: Guarantee) {
  const { abroad } = guarantee.state.form
  const change = (next: Partial<AssistanceForm>) => {
    guarantee.answer({ abroad: { ...abroad, ...next } })
  }
  return { abroad, change }
}
