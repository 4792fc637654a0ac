import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { AgeCheckButton } from './age-check-button.tsx'
import { AgeAllowed } from './age-allowed.tsx'
import { AgeReasons } from './age-reasons.tsx'
import { looksLikeDocument } from '#renderer/scanning/assemble-lines.ts'
import { ClearlyOver } from './clearly-over.tsx'
import { DocumentReading } from './document-reading.tsx'
import type { CounterPlace } from './counter-ports.ts'
import { ShownDocument } from './shown-document.tsx'
import type { Counter } from './use-counter.ts'
import './age-card.css'

interface AgeCardProps {
  readonly counter: Counter
  readonly place: CounterPlace
}

/** Step 1: whether a sale is allowed today, said to the operator without an age or a date. */
export function AgeCard({ counter, place }: AgeCardProps) {
  const { t } = useTexts()
  const { state } = counter
  const title = t('counter.age.title')
  const openReasons = () => {
    counter.dispatch({ kind: 'reasons', areOpen: true })
  }
  const cannot = (
    <div data-item="cannot" className="stack">
      <Button tone="stop" onPress={openReasons}>
        {t('counter.age.cannot')}
      </Button>
    </div>
  )
  if (state.areReasonsOpen) {
    return (
      <Card title={title} step={1} area="age" state="active">
        <AgeReasons counter={counter} />
      </Card>
    )
  }
  if (state.check !== null) {
    return (
      <Card
        title={title}
        step={1}
        area="age"
        state="done"
        isFooterStacked
        footer={
          <>
            {state.done === null && (
              <Button
                isDisabled={state.saving !== null || state.unsure === 'registration'}
                onPress={() => {
                  void counter.finishWithoutRegistering()
                }}
              >
                {state.saving === 'sale' ? t('counter.age.finishing') : t('counter.age.finish')}
              </Button>
            )}
            {cannot}
          </>
        }
      >
        <AgeAllowed counter={counter} place={place} check={state.check} />
      </Card>
    )
  }
  return (
    <Card
      title={title}
      step={1}
      area="age"
      state="active"
      isFooterStacked
      footer={
        <>
          <AgeAction counter={counter} />
          {cannot}
        </>
      }
    >
      <AgeForm counter={counter} place={place} />
    </Card>
  )
}

function AgeForm({ counter, place }: AgeCardProps) {
  const { t } = useTexts()
  const { state, dispatch } = counter
  const { answers } = state
  const { clearlyOver } = counter
  const { documents } = counter.policy
  const isRead = (state.reading?.birthDate ?? null) !== null
  return (
    <>
      {state.voided !== null && <Banner tone="wait" title={t(`counter.age.void.${state.voided}`)} />}
      {state.voided === null && state.again !== null && (
        <Banner tone="wait" title={t('counter.age.checkingAgain')} />
      )}
      <DocumentReading counter={counter} />
      <ShownDocument answers={answers} documents={documents} isRead={isRead} dispatch={dispatch} />
      {!isRead && (
        <TextField
          label={t('counter.age.birth')}
          item="birth-date"
          inputMode="numeric"
          hint={t('counter.age.birthHint')}
          value={state.birthText}
          error={state.birthError === null ? undefined : t(`counter.customer.dates.${state.birthError}`)}
          onChange={(text) => {
            if (looksLikeDocument(text)) counter.readDocument(text)
            else dispatch({ kind: 'birth-typed', text })
          }}
        />
      )}
      {clearlyOver !== null && (
        <ClearlyOver counter={counter} years={clearlyOver} hasKey={place.printing.hasKey} />
      )}
    </>
  )
}

/** What decides the check, always in sight however long the form is. */
function AgeAction({ counter }: { counter: Counter }) {
  const { t, date } = useTexts()
  const { state } = counter
  if (!state.isTodayAsked) return <AgeCheckButton counter={counter} isSaving={state.saving === 'age-check'} />
  // The day of the sale, in words.
  const today = date(`${counter.today}T12:00:00.000Z`, 'UTC')
  return (
    <>
      <Banner tone="wait" title={t('counter.age.localOnly', { date: today })} />
      <Button
        onPress={() => {
          void counter.checkAge({ isTodayConfirmed: true })
        }}
      >
        {t('counter.age.localOnlyYes', { date: today })}
      </Button>
    </>
  )
}
