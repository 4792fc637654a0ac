import { useMemo } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { shortHash } from '#shared/domain/slip.ts'
import { explain, typeWord } from './explain.ts'
import type { QueueRow, ToSendPlace, ToSendPorts } from './to-send-ports.ts'
import { useWatched } from './use-watched.ts'

/** One record: what happened, what is safe, what to do, and the number and hash that the customer was told. */
export function RecordDetail(props: { ports: ToSendPorts; place: ToSendPlace; row: QueueRow }) {
  const { t, number, time } = useTexts()
  const { ports, place, row } = props
  const { operationId } = row
  const record = useWatched(useMemo(() => ports.record(operationId), [ports, operationId]))
  const words = explain(row, t)
  const facts = [
    [t('toSend.happened'), words.happened],
    [t('toSend.safe'), words.safe],
    [t('toSend.todo'), words.todo],
  ]
  const hash = typeof record?.hash === 'string' ? shortHash(record.hash) : null
  return (
    <Card title={words.title}>
      <div className="detail-state">
        <StatusPill tone={words.tone}>{words.word}</StatusPill>
      </div>
      <dl className="detail">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="note">
        {[
          typeWord(row.type, t),
          time(row.savedAt, place.timeZone),
          t('records.number', { number: number(row.sequence) }),
          ...(hash === null ? [] : [hash]),
        ].join(' · ')}
      </p>
    </Card>
  )
}
