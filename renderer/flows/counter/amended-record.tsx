import { shortHash } from '#shared/domain/slip.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import type { Amended } from './counter-state.ts'
import { RecordPill, useRecordWord } from '../record-word.tsx'

/** A correction or a void of the record above it: a record of its own, with its own number and state. */
export function AmendedRecord(props: { amended: Amended; ports: CounterPorts; place: CounterPlace }) {
  const { t, time, number } = useTexts()
  const { amended, ports, place } = props
  const word = useRecordWord(ports, amended.operationId)
  return (
    <div className="done-amended" role="status">
      <span>
        <b>{t(`records.type.${amended.kind}`)}</b> ·{' '}
        {t('records.number', { number: number(amended.sequence) })}
        <small className="note">
          {time(amended.savedAt, place.timeZone)} · {shortHash(amended.hash)}
        </small>
      </span>
      <RecordPill word={word} />
    </div>
  )
}
