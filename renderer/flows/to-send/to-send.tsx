import { useMemo, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Figures } from './figures.tsx'
import { QueueList } from './queue-list.tsx'
import { RecordDetail } from './record-detail.tsx'
import type { QueueRow, ToSendPlace, ToSendPorts } from './to-send-ports.ts'
import { useWatched } from './use-watched.ts'
import './to-send.css'

/** What this till still holds, since when, why, and what to do. */
export function ToSend({ ports, place }: { ports: ToSendPorts; place: ToSendPlace }) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState<QueueRow | null>(null)
  const [starts, setStarts] = useState<readonly (number | null)[]>([null])
  const counts = useWatched(useMemo(() => ports.counts(), [ports]))
  const first = useWatched(useMemo(() => ports.page({ shelf: 'all', before: null }), [ports]))
  return (
    <section className="to-send" aria-label={t('toSend.title')}>
      <h1>
        {t('toSend.title')} <small>{t('toSend.subtitle')}</small>
      </h1>
      <Figures counts={counts} place={place} />
      <div className="card to-send-list">
        {first !== null && first.rows.length === 0 ? (
          <EmptyState icon="queue" title={t('toSend.emptyTitle')}>
            {t('toSend.emptyText')}
          </EmptyState>
        ) : (
          <QueueList
            ports={ports}
            place={place}
            starts={starts}
            chosen={chosen?.operationId ?? null}
            onChoose={setChosen}
            onMore={(before) => {
              setStarts([...starts, before])
            }}
          />
        )}
      </div>
      {chosen === null ? (
        <Card title={t('toSend.pickTitle')}>
          <p className="note">{t('toSend.pickText')}</p>
        </Card>
      ) : (
        <RecordDetail ports={ports} place={place} row={chosen} />
      )}
    </section>
  )
}
