import type { Dispatch } from 'react'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { type DeviceId, maskDeviceId } from '#shared/domain/device-id.ts'
import { textIn } from '#shared/markets/market-text.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { AmendedRecord } from './amended-record.tsx'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import { KEPT_MS } from './counter-session.ts'
import type { CounterAction } from './counter-reducer.ts'
import type { Done } from './counter-state.ts'
import { useNextWords } from './next-words.ts'
import { PaperWord } from '../paper-word.tsx'
import { PrintButton, usePrinting } from './print-confirmation.tsx'
import { RecordState } from '../record-state.tsx'
import { useRecordWord } from '../record-word.tsx'
import type { Counter } from './use-counter.ts'

interface DoneAction {
  readonly name: string
  readonly label: string
  readonly onPress: () => void
}

/** After saving: what is true of the record now, and what can still be done to it; the rest is sealed (C15). */
export function DoneView(props: {
  counter: Counter
  done: Done
  ports: CounterPorts
  place: CounterPlace
  dispatch: Dispatch<CounterAction>
  /** Leads to the case of this record. */
  onOpenRecord: (id: OperationId) => void
}) {
  const { t, time, language } = useTexts()
  const { counter, done, ports, place } = props
  const word = useRecordWord(ports, done.operationId)
  const next = useNextWords(done, ports)
  const { benefits, riskStatement } = place.market
  // Nothing is handed over, and nothing more is done, of what has no effect.
  const isOver = done.kept === null || word === 'no-effect'
  const canAmend = !isOver && !place.isClosed
  const canPrint = !isOver && place.printing.afterSaving !== 'never'
  const print = usePrinting({ ...props, canPrint })
  const isRegistered =
    done.what === 'registration' && word !== 'no-effect' && done.amended.every(({ kind }) => kind !== 'void')
  // One list, in the order of the screen: whatever one may do with the record before the next customer.
  const actions: readonly DoneAction[] = canAmend
    ? [
        { name: 'correct', label: t('counter.amend.correct'), onPress: counter.correct },
        { name: 'take-back', label: t('counter.amend.takeBack'), onPress: counter.takeBack },
      ]
    : []
  return (
    <div className="counter-end">
      <Card isPage title={t(`counter.done.${done.what}`)} state="done">
        <RecordState word={word} record={done} timeZone={place.timeZone} />
        {done.amended.map((amended) => (
          <AmendedRecord key={amended.operationId} amended={amended} ports={ports} place={place} />
        ))}
        <p>{next}</p>
        {isRegistered && done.confirmation.content.kind === 'registration' && (
          <Claimed devices={done.confirmation.content.devices} />
        )}
        <PaperWord paper={done.paper} />
        {word === 'needs-you' && (
          <Button
            onPress={() => {
              props.onOpenRecord(done.operationId)
            }}
          >
            {t('counter.done.decide')}
          </Button>
        )}
        {done.initials !== null && (
          <dl className="facts">
            <div className="fact">
              <dt>{t('counter.done.customer')}</dt>
              <dd>{done.initials}</dd>
            </div>
            {done.devices.map((device) => (
              <div key={device.masked} className="fact">
                <dt>{t(`records.deviceKind.${device.kind}`)}</dt>
                <dd>{device.masked}</dd>
              </div>
            ))}
          </dl>
        )}
        {isRegistered && (
          <p className="note">{canPrint ? t('counter.done.printOrWrite') : t('counter.done.writeDown')}</p>
        )}
        {canAmend && (
          <p className="note">
            {t('counter.amend.until', { time: time(Date.parse(done.savedAt) + KEPT_MS, place.timeZone) })}
          </p>
        )}
        {isRegistered && benefits.isOn && (
          <div className="note">
            <p>{t('counter.done.before')}</p>
            <p>{textIn(riskStatement.text, language)}</p>
          </div>
        )}
      </Card>
      <div className="counter-end-actions">
        {canPrint && <PrintButton done={done} hasKey={place.printing.hasKey} onPrint={print} />}
        {actions.map(({ name, label, onPress }) => (
          <Button key={name} onPress={onPress}>
            {label}
          </Button>
        ))}
        <PrimaryButton autoFocus onPress={counter.nextCustomer}>
          {t('counter.next')}
        </PrimaryButton>
      </div>
    </div>
  )
}

/** What becomes of devices that somebody else may have, whom nobody reached (R12). */
function Claimed({ devices }: { devices: readonly { deviceId: string; isFirstOwnerAway?: true }[] }) {
  const { t } = useTexts()
  const claimed = devices.filter(({ isFirstOwnerAway }) => isFirstOwnerAway === true)
  if (claimed.length === 0) return null
  const masked = claimed.map(({ deviceId }) => maskDeviceId(deviceId as DeviceId)).join(', ')
  return (
    <Banner tone="wait" title={t('counter.done.claimed', { devices: masked })}>
      {t('counter.done.claimedText')}
    </Banner>
  )
}
