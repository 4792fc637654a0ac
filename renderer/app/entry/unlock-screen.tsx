import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { NoticeKind, OperatorCard } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { EntryNotices } from '../notices.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { faceOf } from './face.ts'
import { FirstPinCard } from './first-pin-card.tsx'
import { PinCard } from './pin-card.tsx'
import { SetUpScreen } from './set-up-screen.tsx'
import type { UnlockScreenProps } from './unlock-screen-props.ts'

/** What setting the till up again mends [D15]. */
const MENDED: ReadonlySet<NoticeKind> = new Set([
  'terminal-revoked',
  'journal-lost',
  'chain-fork',
  'terminal-needs-attention',
])

/** Who is at work: a card each, then the PIN. */
export function UnlockScreen(props: UnlockScreenProps) {
  const { t, time } = useTexts()
  const { configuration, operators } = props
  const { store } = configuration
  const [chosenId, setChosenId] = useState<OperatorId | null>(null)
  const chosen = operators.find(({ operatorId }) => operatorId === chosenId) ?? null
  const [isSettingUp, setIsSettingUp] = useState(false)
  const canSetUpAgain = props.notices.some((kind) => MENDED.has(kind))
  const back = () => {
    setChosenId(null)
  }
  const stateOf = (card: OperatorCard) => {
    if (card.isLockedOut) return t('entry.unlock.lockedOut')
    if (card.retryAt !== null) return t('entry.unlock.waiting', { time: time(card.retryAt, store.timeZone) })
    return card.hasPin ? t('entry.unlock.withPin') : t('entry.unlock.withoutPin')
  }
  if (isSettingUp && canSetUpAgain) {
    const leave = () => {
      setIsSettingUp(false)
    }
    return (
      <SetUpScreen
        accountApiUrl={props.accountApiUrl}
        notices={props.notices}
        onBack={leave}
        onEnrol={async (request) => {
          const answer = await props.onEnrol(request)
          if (answer.kind === 'enrolled') leave()
          return answer
        }}
      />
    )
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
          {props.isMemoryOnly && <p role="status">{t('hold.memoryOnly')}</p>}
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
          {canSetUpAgain && (
            <Button
              tone="quiet"
              onPress={() => {
                setIsSettingUp(true)
              }}
            >
              {t('entry.setUp.again')}
            </Button>
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
