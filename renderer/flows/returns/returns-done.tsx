import { useTexts } from '#renderer/i18n/use-texts.ts'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { RecordState } from '../record-state.tsx'
import { useRecordWord } from '../record-word.tsx'
import type { ReturnsPlace, ReturnsPorts } from './returns-ports.ts'
import type { ReturnsDone } from './returns-session.ts'

/** After saving: what is true of the record now. */
export function ReturnsDoneView(props: {
  done: ReturnsDone
  ports: ReturnsPorts
  place: ReturnsPlace
  onAnother: () => void
}) {
  const { t } = useTexts()
  const { done, ports, place } = props
  const word = useRecordWord(ports, done.operationId)
  const settled =
    done.what === 'take-back' || done.devices.length === 0
      ? t('returns.done.settled')
      : done.isOfRecord
        ? t('returns.done.freed')
        : t('returns.done.looked')
  const next = {
    saved: t('returns.done.goes'),
    sent: settled,
    'no-effect': t('records.noEffect'),
    'needs-you': t('returns.done.needsYou'),
  }
  return (
    <div className="place-end">
      <Card isPage title={t(`records.type.${done.what}`)} state="done">
        <RecordState word={word} record={done} timeZone={place.timeZone} />
        <p>{next[word]}</p>
        {done.devices.length > 0 && <p className="note">{done.devices.join(', ')}</p>}
      </Card>
      <div className="place-end-actions">
        <PrimaryButton autoFocus onPress={props.onAnother}>
          {t('returns.another')}
        </PrimaryButton>
      </div>
    </div>
  )
}
