import { useEffect, useRef } from 'react'
import type { AgeCheckCorrectionReason } from '#shared/contracts/operations/age-check-correction.ts'
import type { RefusalReason } from '#shared/domain/age-check.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import type { Refused } from './counter-state.ts'
import { RecordState } from '../record-state.tsx'
import { useRecordWord } from '../record-word.tsx'
import type { Counter } from './use-counter.ts'

/**
 * Why the same person may be checked again, by the reason of the refusal (R4). Buying for a minor is no error of typing, and
 * nothing that is shown later mends it.
 */
const CHECKED_AGAIN: Record<RefusalReason, readonly AgeCheckCorrectionReason[]> = {
  'under-age': ['date-typed-wrong'],
  'no-document': ['document-shown-later'],
  'document-expired': ['document-shown-later', 'wrong-document-kind'],
  'not-readable': ['document-shown-later'],
  'photo-differs': ['document-shown-later', 'wrong-document-kind'],
  'buying-for-minor': [],
  doubt: ['document-shown-later'],
}

/** After a refusal: nothing of the person is left, in neutral words (R4, R5). */
export function RefusedView(props: {
  counter: Counter
  refused: Refused
  ports: CounterPorts
  place: CounterPlace
}) {
  const { t, number } = useTexts()
  const { counter, refused, ports, place } = props
  const { failure, saving } = counter.state
  const word = useRecordWord(ports, refused.operations[0].operationId)
  // A check that cannot be saved counts for nobody.
  const reasons = place.isClosed ? [] : CHECKED_AGAIN[refused.reason]
  const [again] = reasons
  const { checkAgain } = counter
  const onAgainKey = useRef(() => {})
  useEffect(() => {
    onAgainKey.current = () => {
      if (again !== undefined) checkAgain(again)
    }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing && !event.repeat) onAgainKey.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
  return (
    <div className="counter-end">
      <Card isPage title={t('counter.age.title')}>
        <div className="verdict verdict-stop" role="alert">
          <strong>{t('counter.age.notPossible')}</strong>
          <span>{t(`counter.age.reasons.${refused.reason}`)}</span>
        </div>
        {refused.saved !== null ? (
          <>
            <RecordState word={word} record={refused.saved} timeZone={place.timeZone} />
            <p className="note">{t('counter.age.refusedNote')}</p>
            {refused.takenBack !== null && (
              <p>{t('counter.age.takenBack', { number: number(refused.takenBack) })}</p>
            )}
            {again !== undefined && <p className="note">{t('counter.age.againNote')}</p>}
          </>
        ) : (
          failure !== null && (
            <Banner
              tone="stop"
              title={failure === 'unknown' ? t('records.notConfirmed') : t('records.notSaved.title')}
              action={
                <Button
                  autoFocus
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
        {reasons.map((why, index) => (
          <Button
            key={why}
            isDisabled={refused.saved === null}
            {...(index === 0 ? { shortcut: 'Esc' } : {})}
            onPress={() => {
              counter.checkAgain(why)
            }}
          >
            {t(`counter.age.again.${why}`)}
          </Button>
        ))}
        <PrimaryButton
          key={refused.saved === null ? 'open' : 'saved'}
          // What was pressed for the refusal is gone with the form.
          autoFocus={refused.saved !== null}
          isDisabled={refused.saved === null}
          onPress={counter.nextCustomer}
        >
          {saving === null ? t('counter.next') : t('counter.age.checking')}
        </PrimaryButton>
      </div>
    </div>
  )
}
