import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import type { Counter } from './use-counter.ts'

/** What a machine read goes into the registration with the customer's word, or is forgotten (C23) [T7]. */
export function ReadingOffer({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  const { state, dispatch } = counter
  if (state.reading === null || state.done !== null) return null
  const decide = (isTaken: boolean) => () => {
    dispatch({ kind: 'reading-decided', isTaken })
  }
  return (
    <Banner
      tone="wait"
      title={t('counter.document.offer')}
      action={
        <div className="stack">
          <Button onPress={decide(true)}>{t('counter.document.take')}</Button>
          <Button tone="quiet" onPress={decide(false)}>
            {t('counter.document.leave')}
          </Button>
        </div>
      }
    >
      {t('counter.document.offerText')}
    </Banner>
  )
}
