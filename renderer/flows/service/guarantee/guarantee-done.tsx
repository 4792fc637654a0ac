import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { languageOptions } from '../../language-options.ts'
import { type PaperState, PaperWord } from '../../paper-word.tsx'
import { RecordState } from '../../record-state.tsx'
import { useRecordWord } from '../../record-word.tsx'
import type { GuaranteePaper, ServicePlace, ServicePorts } from '../service-ports.ts'
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
        {paper !== null && <Paper paper={paper} ports={ports} place={place} />}
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

function Paper(props: { paper: Omit<GuaranteePaper, 'language'>; ports: ServicePorts; place: ServicePlace }) {
  const { t, language: screenLanguage } = useTexts()
  const { paper, ports, place } = props
  const languages = place.market.languages.customer
  const [language, setLanguage] = useState(languages[0] ?? 'en')
  const [state, setState] = useState<PaperState>('none')
  const print = () => {
    setState('printing')
    void ports.print({ ...paper, language }).then(setState)
  }
  return (
    <div className="service-record">
      <SelectField
        label={t('service.language')}
        value={language}
        options={languageOptions(languages, screenLanguage)}
        onChange={setLanguage}
      />
      <Button isDisabled={state === 'printing'} onPress={print}>
        {state === 'none'
          ? t('printing.print')
          : state === 'printing'
            ? t('printing.printing')
            : t('printing.again')}
      </Button>
      <PaperWord paper={state} />
    </div>
  )
}
