import { useMemo, useState, type KeyboardEvent } from 'react'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { CasePanel, type CasePanelProps } from './case-panel.tsx'
import { isToDecide } from './explain.ts'
import { Figures } from './figures.tsx'
import { QueueList } from './queue-list.tsx'
import { RecordDetail } from './record-detail.tsx'
import type { QueueCounts, ToSendPlace, ToSendPorts } from './to-send-ports.ts'
import { useRecord } from './use-record.ts'
import { useWatched } from './use-watched.ts'
import './to-send.css'

export interface ToSendProps {
  readonly ports: ToSendPorts
  readonly place: ToSendPlace
  readonly takeScans: CasePanelProps['takeScans']
  /** The record to show first; null for none. */
  readonly open: OperationId | null
}

/** What this till still holds, since when, why, and what to do. */
export function ToSend({ ports, place, takeScans, open }: ToSendProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState<OperationId | null>(open)
  const counts = useWatched(useMemo(() => ports.counts(), [ports]))
  const newest = useWatched(useMemo(() => ports.page({ shelf: 'all', before: null }), [ports]))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc goes back to the list from whatever has the focus
    <section className="to-send" aria-label={t('toSend.title')} onKeyDownCapture={backToList}>
      <h1>
        {t('toSend.title')} <small>{t('toSend.subtitle')}</small>
      </h1>
      <div className="to-send-top">
        <Figures counts={counts} place={place} />
        {place.lost > 0 && (
          <Banner tone="stop" title={t('toSend.lost.title', { count: place.lost })}>
            {t('toSend.lost.text', { count: place.lost })}
          </Banner>
        )}
      </div>
      <div className="card to-send-list">
        {newest !== null && newest.rows.length === 0 && place.lost === 0 ? (
          <EmptyState icon="queue" title={t('toSend.emptyTitle')}>
            {t('toSend.emptyText')}
          </EmptyState>
        ) : (
          <QueueList ports={ports} place={place} chosen={chosen} onChoose={setChosen} />
        )}
      </div>
      <Detail ports={ports} place={place} takeScans={takeScans} chosen={chosen} counts={counts} />
    </section>
  )
}

function Detail(
  props: Omit<ToSendProps, 'open'> & { chosen: OperationId | null; counts: QueueCounts | null },
) {
  const { t } = useTexts()
  const { ports, place, takeScans, counts } = props
  const record = useRecord(ports, props.chosen)
  if (record === null) {
    const isAllDone = counts !== null && counts.waiting === 0 && counts.needsYou === 0 && place.lost === 0
    return (
      <Card title={isAllDone ? t('toSend.allDoneTitle') : t('toSend.pickTitle')}>
        <p className="note">{t('toSend.pickText')}</p>
      </Card>
    )
  }
  const { outcome, operationId } = record
  if (outcome?.kind === 'case' && isToDecide(record)) {
    const key = `${operationId} ${outcome.caseId} ${outcome.version}`
    return (
      <CasePanel
        key={key}
        ports={ports}
        place={place}
        takeScans={takeScans}
        record={record}
        outcome={outcome}
      />
    )
  }
  return <RecordDetail key={operationId} ports={ports} place={place} record={record} />
}

function backToList(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
  event.currentTarget.querySelector<HTMLElement>('.queue-choose[aria-pressed="true"]')?.focus()
}
