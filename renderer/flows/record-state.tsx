import { shortHash } from '#shared/domain/slip.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { RecordWord } from './record-port.ts'
import { RecordPill } from './record-word.tsx'
import './record-state.css'

/** How far a record is, and what finds it again: its number, its time, and the short hash that paper has too. */
export function RecordState(props: {
  word: RecordWord
  record: { readonly sequence: number; readonly hash: string; readonly savedAt: string }
  timeZone: string
}) {
  const { t, time, number } = useTexts()
  const { sequence, hash, savedAt } = props.record
  return (
    <div className="done-state" role="status">
      <RecordPill word={props.word} />
      <strong className="done-number">{t('records.number', { number: number(sequence) })}</strong>
      <span className="note">
        {time(savedAt, props.timeZone)} · {shortHash(hash)}
      </span>
    </div>
  )
}
