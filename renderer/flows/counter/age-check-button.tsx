import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import type { Counter } from './use-counter.ts'

/** Says what it will do: check, or put on record that a document does not prove anything. */
export function AgeCheckButton({ counter, isSaving }: { counter: Counter; isSaving: boolean }) {
  const { t } = useTexts()
  const { document: kind, documentState, photo } = counter.state.answers
  const reason =
    photo === 'differs' ? 'photo-differs' : documentState === 'expired' ? 'document-expired' : null
  if (reason !== null) {
    return (
      <Button
        tone="stop"
        isDisabled={isSaving}
        onPress={() => {
          void counter.refuse(reason)
        }}
      >
        {t('counter.age.recordReason', { reason: t(`counter.age.reasons.${reason}`) })}
      </Button>
    )
  }
  const isRead = (counter.state.reading?.birthDate ?? null) !== null
  if (isRead && documentState !== null && photo === null) {
    return (
      <Button
        isDisabled={isSaving}
        onPress={() => {
          void counter.checkAge({ photo: 'matches' })
        }}
      >
        {isSaving ? t('counter.age.checking') : t('counter.document.photoMatches')}
      </Button>
    )
  }
  const isDated = isRead || counter.state.birthText.trim() !== ''
  const isReady = kind !== null && documentState !== null && photo !== null && isDated
  return (
    <Button
      isDisabled={isSaving || !isReady}
      onPress={() => {
        void counter.checkAge()
      }}
    >
      {isSaving ? t('counter.age.checking') : t('counter.age.check')}
    </Button>
  )
}
