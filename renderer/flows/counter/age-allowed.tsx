import { documentKindSchema } from '#shared/markets/age-check-policy.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ClassesSold } from './classes-sold.tsx'
import type { CounterPlace } from './counter-ports.ts'
import type { StandingCheck } from './counter-state.ts'
import type { Counter } from './use-counter.ts'

/** What is on record of a check that allows the sale (R5), and what is sold if the customer does not register. */
export function AgeAllowed(props: { counter: Counter; place: CounterPlace; check: StandingCheck }) {
  const { t, time } = useTexts()
  const { counter, place, check } = props
  const kind = documentKindSchema.safeParse(check.documentKind).data
  const proof =
    kind === undefined
      ? []
      : [
          [t('counter.age.proof'), t('counter.age.valid', { document: t(`counter.age.documents.${kind}`) })],
          [t('counter.age.photoFact'), t('counter.age.photoMatches')],
        ]
  const facts = [...proof, [t('counter.age.rule'), check.ruleVersion]]
  return (
    <>
      <div className="verdict verdict-ok" role="status">
        <strong>{t('counter.age.allowed')}</strong>
        <span>{t('counter.age.checkedAt', { time: time(check.checkedAt.wallMs, place.timeZone) })}</span>
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t('counter.age.kept')}</p>
      {counter.state.done === null && <ClassesSold counter={counter} />}
    </>
  )
}
