import { voidReasonSchema } from '#shared/contracts/operations/void.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import type { CounterPlace } from './counter-ports.ts'
import type { Done } from './counter-state.ts'
import type { Counter } from './use-counter.ts'

/** Taking a record back: why, and what becomes of it. It cannot itself be taken back, so it takes two presses. */
export function TakeBackView(props: { counter: Counter; done: Done; place: CounterPlace }) {
  const { t, number } = useTexts()
  const { counter, done, place } = props
  const { state, dispatch } = counter
  const reason = state.amending?.kind === 'void' ? state.amending.reason : null
  return (
    <div className="counter-end">
      <Card isPage title={t('counter.void.title', { number: number(done.sequence) })} state="active">
        {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.unsure !== null} />}
        <p>{t(`counter.void.means.${done.what}`)}</p>
        <ChoiceGroup
          label={t('counter.void.why')}
          layout="row"
          value={reason}
          choices={voidReasonSchema.options.map((value) => ({
            value,
            label: t(`counter.void.reasons.${value}`),
          }))}
          onChange={(value) => {
            dispatch({ kind: 'void-reason', reason: value })
          }}
        />
        <p className="note">{place.isClosed ? t('records.closed.note') : t('counter.void.note')}</p>
      </Card>
      <div className="counter-end-actions">
        <Button autoFocus isDisabled={!counter.canLeave} onPress={counter.leaveAmending}>
          {t('counter.amend.leave')}
        </Button>
        <PrimaryButton
          shortcut="Ctrl Enter"
          isDisabled={reason === null || state.saving !== null}
          onPress={() => {
            void counter.saveVoid()
          }}
        >
          {state.saving === 'void'
            ? t('counter.confirm.saving')
            : reason === null
              ? t('counter.void.choose')
              : t('counter.amend.takeBack')}
        </PrimaryButton>
      </div>
    </div>
  )
}
