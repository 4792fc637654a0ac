import { clockTime, shortDay } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import type { KnownCases, KnownDispute } from '#shared/contracts/messages/terminal-cases.ts'
import type { ServicePlace } from '../service-ports.ts'

const TONES = { open: 'wait', transfer: 'ok', keep: 'stop', withdrawn: 'ok' } as const

/** How a device stands that a record of this till claims of somebody else: head office decides whose it is [SC6] (R12). */
export function DisputeView(props: {
  dispute: KnownDispute
  /** The record wants it to be on nobody's account. */
  isToFree: boolean
  answer: { readonly known: KnownCases; readonly isCurrent: boolean }
  place: ServicePlace
}) {
  const { t, language } = useTexts()
  const { dispute, isToFree, answer, place } = props
  const { known, isCurrent } = answer
  const at = (instant: string) => {
    const moment = { instant, timeZone: place.timeZone, language }
    return `${shortDay(moment)} · ${clockTime(moment)}`
  }
  const time = at(known.serverTime)
  const state = dispute.decision ?? 'open'
  return (
    <>
      <Banner tone={TONES[state]} title={t(`cases.dispute.${state}.title`)}>
        <p>
          {isToFree && state === 'transfer' ? t('cases.dispute.freed') : t(`cases.dispute.${state}.text`)}
        </p>
        <small>{isCurrent ? t('cases.asOf', { time }) : t('cases.lastKnown', { time })}</small>
      </Banner>
      <ol className="case-steps" aria-label={t('cases.steps')}>
        <li>
          <small className="note">{at(dispute.openedAt)}</small> {t('cases.opened')}
        </li>
        {dispute.decidedAt !== null && (
          <li>
            <small className="note">{at(dispute.decidedAt)}</small> {t(`cases.dispute.${state}.title`)}
          </li>
        )}
      </ol>
    </>
  )
}
