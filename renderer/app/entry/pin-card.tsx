import { useState } from 'react'
import type { UnlockResult } from '#shared/ipc/desk-methods.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PinPad } from '../../ui/pin-pad.tsx'
import type { UnlockScreenProps } from './unlock-screen-props.ts'
import { WaysOut } from './ways-out.tsx'

type PinCardProps = UnlockScreenProps & {
  operator: OperatorCard
  onForgotten: () => void
  onBack: () => void
}

/** The PIN of one person. The field is emptied with every answer; main counts the tries. */
export function PinCard(props: PinCardProps) {
  const { t } = useTexts()
  const { operator } = props
  const [pin, setPin] = useState('')
  // A new field for each try: it takes the focus that the pressed button lost.
  const [tries, setTries] = useState(0)
  const [isWorking, setIsWorking] = useState(false)
  const [answer, setAnswer] = useState<UnlockResult | 'no-answer' | null>(null)
  const say = useAnswerWords(props)
  const unlock = async () => {
    if (pin === '' || isWorking) return
    setIsWorking(true)
    const result = await props.onUnlock({ operatorId: operator.operatorId, pin })
    setPin('')
    setIsWorking(false)
    setAnswer(result ?? 'no-answer')
    setTries(tries + 1)
  }
  const message = answer === null ? null : say(answer)
  return (
    <div className="entry-card">
      <Card
        isPage
        title={t('entry.unlock.pinOf', { name: operator.name })}
        footer={
          <PrimaryButton
            isDisabled={pin === '' || isWorking}
            onPress={() => {
              void unlock()
            }}
          >
            {isWorking ? t('entry.unlock.working') : t('entry.unlock.action')}
          </PrimaryButton>
        }
      >
        <PinPad
          key={tries}
          label={t('entry.unlock.pin')}
          eraseLabel={t('entry.unlock.erase')}
          value={pin}
          onChange={setPin}
          onDone={() => {
            void unlock()
          }}
          autoFocus
        />
        <div className="entry-message">{message !== null && <Banner tone="stop" title={message} />}</div>
      </Card>
      <WaysOut
        other={{ words: t('entry.unlock.forgotten'), onPress: props.onForgotten }}
        onBack={props.onBack}
      />
    </div>
  )
}

/** What happened, what is safe, what to do; nothing for an answer that changes the screen by itself. */
function useAnswerWords(props: PinCardProps): (answer: UnlockResult | 'no-answer') => string | null {
  const { t, time } = useTexts()
  return (answer) => {
    if (answer === 'no-answer') return t('entry.unlock.failed')
    switch (answer.kind) {
      case 'unlocked':
      case 'no-pin':
        return null
      case 'wrong-pin':
        // What the wrong one led to counts more than how many are left.
        if (props.operator.isLockedOut) return t('entry.unlock.lockedOutText')
        if (props.operator.retryAt !== null) {
          return t('entry.unlock.wait', {
            time: time(props.operator.retryAt, props.configuration.store.timeZone),
          })
        }
        return t('entry.unlock.wrong', { count: answer.triesLeft })
      case 'wait': {
        const again = props.clock.wallMs() + answer.retryAfterMs
        return t('entry.unlock.wait', { time: time(again, props.configuration.store.timeZone) })
      }
      case 'disk-failed':
        return t('entry.unlock.diskFailed')
      case 'locked-out':
        return t('entry.unlock.lockedOutText')
      case 'unknown-operator':
        return t('entry.unlock.gone')
      default:
        return unreachable(answer)
    }
  }
}
