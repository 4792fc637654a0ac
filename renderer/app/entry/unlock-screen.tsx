import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { EntryNotices } from '../notices.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { faceOf } from './face.ts'
import { FirstPinCard } from './first-pin-card.tsx'
import { PinCard } from './pin-card.tsx'
import type { UnlockScreenProps } from './unlock-screen-props.ts'

/** Who is at work: a card each, then the PIN. */
export function UnlockScreen(props: UnlockScreenProps) {
  const { t, time } = useTexts()
  const { configuration, operators } = props
  const { store } = configuration
  const [chosenId, setChosenId] = useState<OperatorId | null>(null)
  const chosen = operators.find(({ operatorId }) => operatorId === chosenId) ?? null
  const back = () => {
    setChosenId(null)
  }
  const stateOf = (card: OperatorCard) => {
    if (card.isLockedOut) return t('entry.unlock.lockedOut')
    if (card.retryAt !== null) return t('entry.unlock.waiting', { time: time(card.retryAt, store.timeZone) })
    return card.hasPin ? t('entry.unlock.withPin') : t('entry.unlock.withoutPin')
  }
  return (
    <EntryFrame
      brand={`${store.name} · ${configuration.terminalName}`}
      notices={<EntryNotices kinds={props.notices} />}
      practice={configuration.realm === 'practice' ? t('shell.practice') : undefined}
    >
      {chosen === null ? (
        <>
          <h1>{t('entry.unlock.title')}</h1>
          {operators.length === 0 && (
            <EmptyState icon="lock" title={t('entry.unlock.nobody')}>
              {t('entry.unlock.nobodyText')}
            </EmptyState>
          )}
          <div className="people">
            {operators.map((card) => (
              <AriaButton
                key={card.operatorId}
                className="person"
                isDisabled={card.isLockedOut}
                onPress={() => {
                  setChosenId(card.operatorId)
                }}
              >
                <span className="face" aria-hidden="true">
                  {faceOf(card.name)}
                </span>
                <span>
                  <b>{card.name}</b>
                  {stateOf(card)}
                </span>
              </AriaButton>
            ))}
          </div>
          {props.onSetUpAgain && (
            <Button onPress={props.onSetUpAgain}>{t('entry.unlock.setUpAgain')}</Button>
          )}
        </>
      ) : chosen.hasPin ? (
        <PinCard {...props} operator={chosen} onBack={back} />
      ) : (
        <FirstPinCard operator={chosen} onFirstPin={props.onFirstPin} onBack={back} />
      )}
    </EntryFrame>
  )
}
