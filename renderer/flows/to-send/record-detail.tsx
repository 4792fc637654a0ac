import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { explain, typeWord } from './explain.ts'
import type { QueueRow } from './to-send-ports.ts'

/** One record: what happened, what is safe, what to do. */
export function RecordDetail({ row }: { row: QueueRow }) {
  const { t, number } = useTexts()
  const words = explain(row, t)
  const facts = [
    [t('toSend.happened'), words.happened],
    [t('toSend.safe'), words.safe],
    [t('toSend.todo'), words.todo],
  ]
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
        {typeWord(row.type, t)} · {t('records.number', { number: number(row.sequence) })}
      </p>
    </Card>
  )
}
