import { useEffect, useState } from 'react'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { HASH_SHOWN } from '#shared/domain/slip.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import type { CounterPlace, CounterPorts, RecordWord } from './counter-ports.ts'
import type { Done } from './counter-state.ts'

const TONES = { saved: 'wait', sent: 'ok', 'needs-you': 'stop' } as const

/** After saving: what is true of the record now, and enough to find it again; the rest is sealed (C15). */
export function DoneView(props: {
  done: Done
  ports: CounterPorts
  place: CounterPlace
  onNext: () => void
  /** Leads to the case of this record. */
  onOpenRecord: (id: OperationId) => void
}) {
  const { t, time, number } = useTexts()
  const { done, ports, place } = props
  const [word, setWord] = useState<RecordWord>('saved')
  const { operationId } = done
  useEffect(() => ports.followRecord(operationId, setWord), [ports, operationId])
  const words = {
    saved: t('records.saved'),
    sent: t('records.sent'),
    'needs-you': t('records.needsYou'),
  }
  const next = {
    saved: t('counter.done.goes'),
    sent: done.what === 'sale' ? t('counter.done.saleSettled') : t('counter.done.settled'),
    'needs-you': t('counter.done.needsYou'),
  }
  return (
    <div className="counter-end">
      <Card isPage title={t(`counter.done.${done.what}`)} state="done">
        <div className="done-state" role="status">
          <StatusPill tone={TONES[word]}>{words[word]}</StatusPill>
          <strong className="done-number">{t('records.number', { number: number(done.sequence) })}</strong>
          <span className="note">
            {time(done.savedAt, place.timeZone)} · {done.hash.slice(0, HASH_SHOWN)}
          </span>
        </div>
        <p>{next[word]}</p>
        {word === 'needs-you' && (
          <Button
            onPress={() => {
              props.onOpenRecord(operationId)
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
        {done.what === 'registration' && (
          <>
            <p className="note">{t('counter.done.writeDown')}</p>
            <p className="note">{t('counter.done.before')}</p>
          </>
        )}
      </Card>
      <div className="counter-end-actions">
        <PrimaryButton autoFocus onPress={props.onNext}>
          {t('counter.next')}
        </PrimaryButton>
      </div>
    </div>
  )
}
