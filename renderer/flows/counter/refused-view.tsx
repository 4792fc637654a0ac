import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { StatusWord } from '#renderer/ui/status-pill.tsx'
import type { Counter } from './use-counter.ts'

/** After a refusal: nothing of the person is left, in neutral words (R4, R5). */
export function RefusedView({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  const { refused, failure, saving } = counter.state
  if (refused === null) return null
  return (
    <div className="counter-end">
      <Card isPage title={t('counter.age.title')}>
        <div className="verdict verdict-stop" role="alert">
          <strong>{t('counter.age.notPossible')}</strong>
          <span>{t(`counter.age.reasons.${refused.reason}`)}</span>
        </div>
        {refused.isSaved ? (
          <>
            <StatusWord tone="wait">{t('records.saved')}</StatusWord>
            <p className="note">{t('counter.age.refusedNote')}</p>
          </>
        ) : (
          failure !== null && (
            <Banner
              tone="stop"
              title={failure === 'unknown' ? t('records.notConfirmed') : t('records.notSaved.title')}
              action={
                <Button
                  onPress={() => {
                    void counter.retryRefusal()
                  }}
                >
                  {t('counter.age.refusalRetry')}
                </Button>
              }
            >
              {t('counter.age.refusalPending')}
            </Banner>
          )
        )}
      </Card>
      <div className="counter-end-actions">
        <Button isDisabled={!refused.isSaved} onPress={counter.checkAgain}>
          {t('counter.age.typedWrong')}
        </Button>
        <PrimaryButton isDisabled={!refused.isSaved} onPress={counter.nextCustomer}>
          {saving === null ? t('counter.next') : t('counter.age.checking')}
        </PrimaryButton>
      </div>
    </div>
  )
}
