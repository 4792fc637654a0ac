import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { NoticeKind, OperatorCard } from '#shared/ipc/desk-state.ts'
import { LEAVE_STOPS, isSendingStopped } from '#shared/domain/may-leave.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { EntryNotices, withStore } from '../notices.tsx'
import { ScanNote } from '../scan-note.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { faceOf } from './face.ts'
import { FirstPinCard } from './first-pin-card.tsx'
import { PinCard } from './pin-card.tsx'
import { PinHelpCard } from './pin-help-card.tsx'
import { SetUpScreen } from './set-up-screen.tsx'
import { TelephoneCard } from './telephone-card.tsx'
import type { UnlockScreenProps } from './unlock-screen-props.ts'

/** What setting the till up again mends [D15]. */
const MENDED: ReadonlySet<NoticeKind> = new Set([
  'terminal-revoked',
  'journal-lost',
  'chain-fork',
  'wrong-realm',
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
  const [way, setWay] = useState<Way>('pin')
  const { untaken } = props.scanner
  const back = () => {
    setChosenId(null)
    setWay('pin')
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
      notices={
        <>
          <EntryNotices kinds={withStore(props.notices, props.isStoreKept)} />
          {untaken !== null && (
            <ScanNote untaken={untaken} catalogue={configuration.market.devices} isLocked />
          )}
        </>
      }
      practice={configuration.realm === 'practice' ? t('shell.practice') : undefined}
    >
      {chosen === null ? (
        <>
          <h1>{t('entry.unlock.title')}</h1>
          <StillHere {...props} />
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
      ) : (
        <ChosenCard {...props} operator={chosen} way={way} onWay={setWay} onBack={back} />
      )}
    </EntryFrame>
  )
}

/** How the chosen person gets in: by PIN, or by what the help offers. */
type Way = 'pin' | 'help' | 'code' | 'telephone'

function ChosenCard(
  props: UnlockScreenProps & {
    operator: OperatorCard
    way: Way
    onWay: (way: Way) => void
    onBack: () => void
  },
) {
  const { operator, onWay } = props
  const toPin = () => {
    onWay('pin')
  }
  const toWays = () => {
    onWay('help')
  }
  if (!operator.hasPin) return <FirstPinCard {...props} onSet={toPin} />
  if (props.way === 'code') return <FirstPinCard {...props} onSet={toPin} onWays={toWays} />
  if (props.way === 'telephone') return <TelephoneCard {...props} onSet={toPin} onWays={toWays} />
  if (props.way === 'help' || operator.isLockedOut) {
    return (
      <PinHelpCard
        {...props}
        onCode={() => {
          onWay('code')
        }}
        onTelephone={() => {
          onWay('telephone')
        }}
        {...(operator.isLockedOut ? {} : { onPin: toPin })}
      />
    )
  }
  return <PinCard {...props} onForgotten={toWays} />
}

/** What a lock leaves here: records that wait, and the open customer. */
function StillHere({ queue, isCustomerOpen, configuration, clock, notices }: UnlockScreenProps) {
  const { t, since } = useTexts()
  const { timeZone } = configuration.store
  const isStopped = isSendingStopped(LEAVE_STOPS.filter((stop) => notices.includes(stop)))
  const count = queue?.waiting ?? 0
  const oldestAt = queue?.oldestWaitingAt ?? null
  if (count === 0 && !isCustomerOpen) return null
  const moment = { timeZone, nowMs: clock.wallMs() }
  const waiting = { count, oldest: oldestAt === null ? '' : since(oldestAt, moment) }
  return (
    <div className="still-here" role="status">
      {count > 0 && oldestAt !== null && (
        <p>{isStopped ? t('entry.unlock.stillStopped', waiting) : t('entry.unlock.stillWaiting', waiting)}</p>
      )}
      {isCustomerOpen && <p>{t('entry.unlock.stillOpen')}</p>}
    </div>
  )
}
