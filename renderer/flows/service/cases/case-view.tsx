import { clockTime, shortDay } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { serviceCaseState } from '#shared/domain/service-case-state.ts'
import type { CasesAnswer } from '#shared/contracts/messages/terminal-cases.ts'
import type { RecordWord } from '../../record-port.ts'
import { useRecordWord } from '../../record-word.tsx'
import type { TillRecord } from '../../till-records-port.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import { useAskOnceSent } from './use-cases.ts'

const TONES = {
  'with-head-office': 'wait',
  accepted: 'ok',
  'on-its-way': 'ok',
  'handed-over': 'ok',
  refused: 'stop',
  closed: 'ok',
} as const

/** How far a case is: what this till knows of its record, and what head office said of it, with the time at which that was so. */
export function CaseView(props: {
  opened: TillRecord
  answer: CasesAnswer | null
  onAsk: () => void
  ports: ServicePorts
  place: ServicePlace
}) {
  const { t } = useTexts()
  const { opened, answer, onAsk, ports, place } = props
  const word = useRecordWord(ports, opened.operationId)
  useAskOnceSent(word, onAsk)
  if (word !== 'sent') return <NotWithHeadOffice word={word} />
  return <WithHeadOffice opened={opened} answer={answer} place={place} asked={t('cases.asking')} />
}

function NotWithHeadOffice({ word }: { word: Exclude<RecordWord, 'sent'> }) {
  const { t } = useTexts()
  const tone = word === 'needs-you' ? 'stop' : 'wait'
  return (
    <Banner tone={tone} title={t(`cases.word.${word}.title`)}>
      {t(`cases.word.${word}.text`)}
    </Banner>
  )
}

function WithHeadOffice(props: {
  opened: TillRecord
  answer: CasesAnswer | null
  place: ServicePlace
  asked: string
}) {
  const { t, language } = useTexts()
  const { opened, answer, place, asked } = props
  const at = (instant: string) => {
    const moment = { instant, timeZone: place.timeZone, language }
    return `${shortDay(moment)} · ${clockTime(moment)}`
  }
  if (answer === null) return <p role="status">{asked}</p>
  const { known, isCurrent } = answer
  const asOf =
    known === null
      ? t('cases.neverHeard')
      : isCurrent
        ? t('cases.asOf', { time: at(known.serverTime) })
        : t('cases.lastKnown', { time: at(known.serverTime) })
  const one = known?.cases.find(({ operationId }) => operationId === opened.operationId)
  if (one === undefined)
    return (
      <Banner tone="wait" title={t('cases.nothingKnown')}>
        {asOf}
      </Banner>
    )
  const state = serviceCaseState(one)
  const refused = one.steps.findLast(({ step }) => step === 'refused')?.reason ?? null
  return (
    <>
      <Banner tone={TONES[state]} title={t(`cases.state.${state}.title`)}>
        {refused !== null && <p>{t(`cases.reasons.${refused}`)}</p>}
        {state === 'closed' && one.conclusion !== null && one.conclusion !== 'declined' && (
          <p>{t(`cases.conclusions.${one.conclusion}`)}</p>
        )}
        <p>{t(`cases.state.${state}.todo`)}</p>
        <small>{asOf}</small>
      </Banner>
      <ol className="case-steps" aria-label={t('cases.steps')}>
        <Step time={at(one.openedAt)} words={t('cases.opened')} />
        {one.steps.map(({ step, at: takenAt }) => (
          <Step key={`${step} ${takenAt}`} time={at(takenAt)} words={t(`cases.step.${step}`)} />
        ))}
        {one.closedAt !== null && <Step time={at(one.closedAt)} words={t('cases.ended')} />}
      </ol>
    </>
  )
}

function Step({ time, words }: { time: string; words: string }) {
  return (
    <li>
      <small className="note">{time}</small> {words}
    </li>
  )
}
