import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import { ClassesSold } from './classes-sold.tsx'
import type { CounterPlace } from './counter-ports.ts'
import type { Done } from './counter-state.ts'
import type { Counter } from './use-counter.ts'

/** Which classes of product a sale without registration was of, corrected. */
export function CorrectSale(props: { counter: Counter; done: Done; place: CounterPlace }) {
  const { t, number } = useTexts()
  const { counter, done, place } = props
  const { state, changes } = counter
  return (
    <div className="counter-end">
      <Card isPage title={t('counter.amend.title', { number: number(done.sequence) })} state="active">
        {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.unsure !== null} />}
        <ClassesSold counter={counter} />
        <p className="note">{place.isClosed ? t('records.closed.note') : t('counter.amend.note')}</p>
      </Card>
      <div className="counter-end-actions">
        <Button autoFocus isDisabled={!counter.canLeave} onPress={counter.leaveAmending}>
          {t('counter.amend.leave')}
        </Button>
        <PrimaryButton
          shortcut="Ctrl Enter"
          isDisabled={changes === null || state.saving !== null}
          onPress={() => {
            void counter.saveCorrection()
          }}
        >
          {state.saving === 'correction'
            ? t('counter.confirm.saving')
            : changes === null
              ? t('counter.amend.saveNothing')
              : t('counter.amend.save')}
        </PrimaryButton>
      </div>
    </div>
  )
}
