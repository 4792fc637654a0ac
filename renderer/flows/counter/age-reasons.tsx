import { REFUSAL_REASONS } from '#shared/domain/age-check.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import type { Counter } from './use-counter.ts'

/** Why the sale is not possible. One press records the reason and wipes everything typed (R4). */
export function AgeReasons({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  return (
    <>
      <strong>{t('counter.age.cannotTitle')}</strong>
      <div className="stack">
        {REFUSAL_REASONS.map((reason) => (
          <Button
            key={reason}
            tone="stop"
            isDisabled={counter.state.saving !== null}
            onPress={() => {
              void counter.refuse(reason)
            }}
          >
            {t(`counter.age.reasons.${reason}`)}
          </Button>
        ))}
      </div>
      <p className="note">{t('counter.age.cannotNote')}</p>
      <Button
        tone="quiet"
        // The pressed button is gone; what is safe to press takes the focus, never a reason.
        autoFocus
        shortcut="Esc"
        onPress={() => {
          counter.dispatch({ kind: 'reasons', areOpen: false })
        }}
      >
        {t('counter.age.back')}
      </Button>
    </>
  )
}
