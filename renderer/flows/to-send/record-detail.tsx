import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { shortHash } from '#shared/domain/slip.ts'
import { choiceWords, explain, typeWord } from './explain.ts'
import type { QueueRecord, ToSendPlace, ToSendPorts } from './to-send-ports.ts'
import { useRecord } from './use-record.ts'
import { useSlip } from './use-slip.ts'

/** One record: what happened, what is safe, what to do, and the number and hash that the customer was told. */
export function RecordDetail(props: { ports: ToSendPorts; place: ToSendPlace; record: QueueRecord }) {
  const { t, number, time } = useTexts()
  const { ports, place, record } = props
  const at = (instant: string) => time(instant, place.timeZone)
  const moment = { at, isStopped: place.isStopped }
  const words = explain(record, t, moment)
  const decision = useDecision(props)
  const about = useRecord(ports, record.type === 'resolution' ? record.about : null)
  const isOvertaken = record.type === 'resolution' && record.status === 'superseded'
  const facts = [
    [t('toSend.happened'), words.happened],
    ...(decision === null ? [] : [[t('toSend.chosen'), decision]]),
    // What others decided shows in what became of the record.
    ...(isOvertaken && about !== null ? [[t('toSend.decidedInstead'), explain(about, t, moment).title]] : []),
    [t('toSend.safe'), words.safe],
    [t('toSend.todo'), words.todo],
  ]
  const hash = record.hash === null ? null : shortHash(record.hash)
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
          typeWord(record.type, t),
          at(record.savedAt),
          t('records.number', { number: number(record.sequence) }),
          ...(hash === null ? [] : [hash]),
        ].join(' · ')}
      </p>
    </Card>
  )
}

/** The choice that was made, where this operator may see it and it is not settled yet. */
function useDecision({ ports, record }: { ports: ToSendPorts; record: QueueRecord }): string | null {
  const { t } = useTexts()
  const isDecision = record.type === 'resolution'
  const slip = useSlip(ports, isDecision ? record.operationId : (record.decision?.operationId ?? null))
  const about = useRecord(ports, isDecision ? record.about : null)
  const decided = slip?.decided
  const subject = isDecision ? about : record
  const { outcome } = subject ?? {}
  if (decided === undefined || subject === null || outcome?.kind !== 'case') return null
  return choiceWords(decided, { caseKind: outcome.caseKind, type: subject.type }, t).title
}
