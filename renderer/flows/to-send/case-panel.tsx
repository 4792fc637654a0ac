import { useEffect, useRef, useState } from 'react'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceCards } from '#renderer/ui/choice-cards.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import type { SaveAnswer } from '../record-port.ts'
import { useSaveKey } from '../use-save-key.ts'
import { type TakeScans, useReadings } from '../use-scan.ts'
import { choicesOf, mistypedFields } from './case-choices.ts'
import { CaseFields } from './case-fields.tsx'
import { type CaseForm, EMPTY_FORM, decisionOf, withChoice, withDevice } from './case-form.ts'
import { choiceWords, explain } from './explain.ts'
import type { CaseOutcome, QueueRecord, ToSendPlace, ToSendPorts } from './to-send-ports.ts'
import { useRecord } from './use-record.ts'

export interface CasePanelProps {
  readonly ports: ToSendPorts
  readonly place: ToSendPlace
  readonly record: QueueRecord
  readonly outcome: CaseOutcome
  readonly takeScans: TakeScans
}

/** A case in front of a person: what happened, that nothing is lost, and the ways out of it. Mount one for each version. */
export function CasePanel({ ports, place, record, outcome, takeScans }: CasePanelProps) {
  const { t, time, number } = useTexts()
  const [form, setForm] = useState(EMPTY_FORM)
  const [saving, setSaving] = useState<'idle' | 'saving' | SaveAnswer>('idle')
  // One decision, one id: pressed again after an answer that was lost, it is the same one.
  const [operationId] = useState(() => operationIdSchema.parse(ports.newId()))
  const about = useRecord(ports, record.type === 'correction' ? record.about : null)
  const type = record.type === 'correction' ? (about?.type ?? null) : record.type
  const fields = mistypedFields(outcome.caseKind, type)
  const words = explain(record, t, {
    at: (instant) => time(instant, place.timeZone),
    isStopped: place.isStopped,
  })
  const named = { caseKind: outcome.caseKind, type: record.type }
  const decision = decisionOf(form)
  // What may be on disk stays as it was handed over: saved again, it is that decision (I9).
  const [isFixed, setIsFixed] = useState(false)
  const change = (next: CaseForm) => {
    if (!isFixed) setForm(next)
  }
  const isOver = saving === 'saving' || (saving !== 'idle' && saving.kind === 'saved')
  useReadings(takeScans, (text) => {
    const takesDevices = form.choice === 'mistyped' && form.field !== null && form.field !== 'email'
    if (!takesDevices || form.field === 'claim') return false
    change(withDevice(form, { text, catalogue: place.market.devices, isScan: true }))
    return true
  })

  const save = async () => {
    if (decision === null || isOver) return
    setSaving('saving')
    const { caseId, version } = outcome
    const payload = { caseId, caseVersion: version, operation: record.operationId, decision }
    const saved = await ports.save({
      operationId,
      aggregateId: record.aggregateId,
      dependsOn: [record.operationId],
      operation: { type: 'resolution', payload },
    })
    setSaving(saved)
    if (saved.kind === 'saved' || saved.reason !== 'locked')
      setIsFixed(saved.kind === 'not-saved' && saved.reason === 'unknown')
  }
  useSaveKey(save)

  const side = useRef<HTMLDivElement>(null)
  const { choice: chosen, field } = form
  const deviceCount = form.devices.length
  useEffect(() => {
    side.current?.querySelector('.choice-needs')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, field, deviceCount])

  const isTouched = JSON.stringify(form) !== JSON.stringify(EMPTY_FORM) || saving !== 'idle'
  // What was typed before stays on the screen: it can be saved once the till is open again.
  const isShut = place.isClosed && !isTouched
  const isFailed = saving !== 'idle' && saving !== 'saving' && saving.kind === 'not-saved'
  return (
    <div className="to-send-side" ref={side}>
      <Card title={words.title}>
        <p className="case-words">
          {words.happened} {words.safe}
        </p>
        {outcome.asked !== undefined && <Banner tone="wait" title={t(`toSend.asked.${outcome.asked}`)} />}
        {record.decision?.outcome?.kind === 'superseded' && (
          <Banner tone="wait" title={t('toSend.overtaken')} />
        )}
        {!isShut && (
          <div inert={isFixed}>
            <ChoiceCards
              label={t('toSend.choose')}
              value={form.choice}
              autoFocus
              choices={choicesOf(outcome, fields).map((value) => ({
                value,
                ...choiceWords(value, named, t),
              }))}
              onChange={(choice) => {
                change(withChoice(form, choice, fields))
              }}
            >
              <CaseFields form={form} fields={fields} place={place} onChange={change} />
            </ChoiceCards>
          </div>
        )}
        {isFailed && <NotSavedBanner reason={saving.reason} isFixed={isFixed} />}
        {place.isClosed && !isFailed && (
          <p className="note">{isShut ? t('records.closed.decision') : t('records.closed.note')}</p>
        )}
        <p className="note case-number">{t('toSend.onReceipt', { number: number(record.sequence) })}</p>
      </Card>
      {!isShut && (
        <PrimaryButton isDisabled={decision === null || isOver} onPress={() => void save()}>
          {isOver
            ? t('toSend.saving')
            : form.choice === null
              ? t('toSend.chooseFirst')
              : decision === null
                ? t('toSend.stillOpen')
                : t('toSend.saveDecision')}
        </PrimaryButton>
      )}
    </div>
  )
}
