import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import { caseNoteSchema } from '#shared/contracts/operations/case-note.ts'
import { serviceCaseState } from '#shared/domain/service-case-state.ts'
import { RecordState } from '../../record-state.tsx'
import { useRecordWord } from '../../record-word.tsx'
import { TillRecordChoice } from '../../till-record-choice.tsx'
import type { TillRecord } from '../../till-records-port.ts'
import { useSaveKey } from '../../use-save-key.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import { CaseView } from './case-view.tsx'
import { DisputeView } from './dispute-view.tsx'
import { noteOperation, type CasesSession, type SavedNote } from './cases-state.ts'
import { useAskOnceSent, useKnownCases, useNote } from './use-cases.ts'
import './cases.css'

const CASES = ['guarantee-case', 'assistance-case'] as const
/** Records that may claim a device of somebody else (R12). */
const CLAIMS = ['registration', 'device-added', 'device-released', 'return'] as const
const TYPES = [...CASES, ...CLAIMS]

/** The cases of the guarantee and of assistance that this till opened: how far they are, and what happened here since. */
export function CasesDesk(props: {
  session: CasesSession
  ports: ServicePorts
  place: ServicePlace
  onBack: () => void
}) {
  const { t } = useTexts()
  const { session, ports, place, onBack } = props
  const { state, dispatch } = session
  const { answer, ask } = useKnownCases(ports)
  const save = useNote(session, ports)
  useSaveKey(save)
  const isCase = ({ type }: TillRecord) => CASES.some((one) => one === type)
  const disputeOf = (record: TillRecord) =>
    answer?.known?.disputes.find(({ operationId }) => operationId === record.operationId)
  const isDispute = state.opened !== null && !isCase(state.opened)
  const isFixed = state.isUnsure || state.isSaving
  const isReady = noteOperation(state) !== null && !state.isSaving
  return (
    <section className="place" aria-label={t('cases.title')}>
      <h1 className="cases-title">
        {t('cases.title')} <small>{t('cases.subtitle')}</small>
        <Button tone="quiet" shortcut="Esc" isDisabled={isFixed} onPress={onBack}>
          {t('guarantee.back')}
        </Button>
      </h1>
      <div className="service-form" inert={isFixed}>
        <Card title={t('cases.which')} step={1} state={state.opened === null ? 'active' : 'done'}>
          <TillRecordChoice
            label={t('cases.which')}
            types={TYPES}
            only={(record) => isCase(record) || disputeOf(record) !== undefined}
            ports={ports}
            timeZone={place.timeZone}
            chosen={state.opened}
            more={(record) => {
              const dispute = disputeOf(record)
              if (dispute !== undefined) return t(`cases.dispute.${dispute.decision ?? 'open'}.title`)
              const { operationId } = record
              const one = answer?.known?.cases.find((known) => known.operationId === operationId)
              return one === undefined ? null : t(`cases.state.${serviceCaseState(one)}.title`)
            }}
            onChoose={(record) => {
              dispatch({ kind: 'opened', record })
            }}
          />
        </Card>
        <Card title={t('cases.howFar')} step={2} state={state.opened === null ? 'plain' : 'active'}>
          {state.opened === null ? (
            <p className="note">{t('cases.choose')}</p>
          ) : (
            <HowFar opened={state.opened} answer={answer} onAsk={ask} ports={ports} place={place} />
          )}
        </Card>
      </div>
      <aside className="place-side">
        <Card title={t('cases.since')}>
          {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.isUnsure} />}
          {state.saved.map((saved) => (
            <NoteRecord key={saved.operationId} saved={saved} onAsk={ask} ports={ports} place={place} />
          ))}
          {state.opened !== null && isCase(state.opened) && (
            <div className="service-needs" inert={isFixed}>
              <ChoiceGroup
                label={t('cases.happened')}
                value={state.note}
                choices={caseNoteSchema.options.map((value) => ({ value, label: t(`cases.step.${value}`) }))}
                onChange={(note) => {
                  dispatch({ kind: 'note', note })
                }}
              />
              <p className="note">{place.isClosed ? t('records.closed.note') : t('cases.means')}</p>
            </div>
          )}
          {isDispute && <p className="note">{t('cases.dispute.nothingAdded')}</p>}
        </Card>
        {!isDispute && (
          <PrimaryButton shortcut="Ctrl Enter" isDisabled={!isReady} onPress={() => void save()}>
            {state.isSaving ? t('service.saving') : isReady ? t('service.save') : t('service.saveOpen')}
          </PrimaryButton>
        )}
      </aside>
    </section>
  )
}

function HowFar(props: Parameters<typeof CaseView>[0]) {
  const { opened, answer, place } = props
  const known = answer?.known ?? null
  const dispute = known?.disputes.find(({ operationId }) => operationId === opened.operationId)
  if (answer === null || known === null || dispute === undefined) return <CaseView {...props} />
  const isToFree = opened.type === 'device-released' || opened.type === 'return'
  return <DisputeView dispute={dispute} isToFree={isToFree} answer={{ ...answer, known }} place={place} />
}

function NoteRecord(props: {
  saved: SavedNote
  onAsk: () => void
  ports: ServicePorts
  place: ServicePlace
}) {
  const { t } = useTexts()
  const { saved, onAsk, ports, place } = props
  const word = useRecordWord(ports, saved.operationId)
  useAskOnceSent(word, onAsk)
  const next = {
    saved: t('returns.done.goes'),
    sent: t('cases.noteSent'),
    'no-effect': t('records.noEffect'),
    'needs-you': t('returns.done.needsYou'),
  }
  return (
    <div className="service-record">
      <b>{t(`cases.step.${saved.note}`)}</b>
      <RecordState word={word} record={saved} timeZone={place.timeZone} />
      <p>{next[word]}</p>
    </div>
  )
}
