import { useTexts } from '#renderer/i18n/use-texts.ts'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { RecordState } from '../../record-state.tsx'
import { useRecordWord } from '../../record-word.tsx'
import { PaperOfRecord } from '../paper-of-record.tsx'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import { CallSheet } from './call-sheet.tsx'
import { guaranteePaper } from './guarantee-paper.ts'
import type { GuaranteePlace } from './guarantee-operations.ts'
import type { GuaranteeSaved } from './guarantee-state.ts'
import type { Guarantee } from './use-guarantee.ts'

interface DoneProps {
  readonly guarantee: Guarantee
  readonly ports: ServicePorts
  readonly place: GuaranteePlace & ServicePlace
}

/** After saving: what is true of each record now, and paper for the customer. */
export function GuaranteeDone(props: DoneProps & { onNext: () => void }) {
  const { t } = useTexts()
  const { guarantee, ports, place, onNext } = props
  const [first] = guarantee.state.saved
  if (first === undefined) return null
  const paper = guaranteePaper(guarantee.state, place)
  return (
    <div className="place-end">
      <Card isPage title={t(`records.type.${first.what}`)} state="done">
        {guarantee.state.saved.map((saved) => (
          <SavedRecord
            key={saved.operationId}
            saved={saved}
            isOneOfMore={guarantee.state.saved.length > 1}
            ports={ports}
            place={place}
          />
        ))}
        {first.what === 'assistance-case' && (
          <CallSheet state={guarantee.state} ports={ports} place={place} />
        )}
        {paper !== null && <PaperOfRecord paper={paper} ports={ports} place={place} />}
      </Card>
      <div className="place-end-actions">
        <PrimaryButton autoFocus onPress={onNext}>
          {t('guarantee.another')}
        </PrimaryButton>
      </div>
    </div>
  )
}

function SavedRecord(props: { saved: GuaranteeSaved; isOneOfMore: boolean } & Omit<DoneProps, 'guarantee'>) {
  const { saved, isOneOfMore, ports, place } = props
  const { t } = useTexts()
  const word = useRecordWord(ports, saved.operationId)
  const next = {
    saved: t('returns.done.goes'),
    sent: t(`guarantee.done.${saved.what}`),
    'no-effect': t('records.noEffect'),
    'needs-you': t('returns.done.needsYou'),
  }
  const isSwapOn = saved.what === 'replacement' && (word === 'saved' || word === 'sent')
  return (
    <div className="service-record">
      {isOneOfMore && <b>{t(`records.type.${saved.what}`)}</b>}
      <RecordState word={word} record={saved} timeZone={place.timeZone} />
      <p>{next[word]}</p>
      {isSwapOn && <p className="note">{t(`guarantee.after.${place.market.guarantee.afterReplacement}`)}</p>}
    </div>
  )
}
