import { useEffect, useState } from 'react'
import { shortHash } from '#shared/domain/slip.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import type { RecordWord, ReturnsPlace, ReturnsPorts } from './returns-ports.ts'
import type { ReturnsDone } from './returns-session.ts'

const TONES = { saved: 'wait', sent: 'ok', 'needs-you': 'stop' } as const

/** After saving: what is true of the record now. */
export function ReturnsDoneView(props: {
  done: ReturnsDone
  ports: ReturnsPorts
  place: ReturnsPlace
  onAnother: () => void
}) {
  const { t, time, number } = useTexts()
  const { done, ports, place } = props
  const [word, setWord] = useState<RecordWord>('saved')
  const { operationId } = done
  useEffect(() => ports.followRecord(operationId, setWord), [ports, operationId])
  const words = { saved: t('records.saved'), sent: t('records.sent'), 'needs-you': t('records.needsYou') }
  const settled =
    done.what === 'take-back' || done.devices.length === 0
      ? t('returns.done.settled')
      : done.isOfRecord
        ? t('returns.done.freed')
        : t('returns.done.looked')
  const next = { saved: t('returns.done.goes'), sent: settled, 'needs-you': t('returns.done.needsYou') }
  return (
    <div className="returns-end">
      <Card isPage title={t(`records.type.${done.what}`)} state="done">
        <div className="returns-state" role="status">
          <StatusPill tone={TONES[word]}>{words[word]}</StatusPill>
          <strong className="returns-number">{t('records.number', { number: number(done.sequence) })}</strong>
          <span className="note">
            {time(done.savedAt, place.timeZone)} · {shortHash(done.hash)}
          </span>
        </div>
        <p>{next[word]}</p>
        {done.devices.length > 0 && <p className="note">{done.devices.join(', ')}</p>}
      </Card>
      <div className="returns-end-actions">
        <PrimaryButton autoFocus onPress={props.onAnother}>
          {t('returns.another')}
        </PrimaryButton>
      </div>
    </div>
  )
}
