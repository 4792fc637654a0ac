import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { QueuePageRows } from './queue-page-rows.tsx'
import type { QueueRow, ToSendPlace, ToSendPorts } from './to-send-ports.ts'

export interface QueueListProps {
  readonly ports: ToSendPorts
  readonly place: ToSendPlace
  /** Where each shown page begins; each page follows its own records. */
  readonly starts: readonly (number | null)[]
  readonly chosen: OperationId | null
  readonly onChoose: (row: QueueRow) => void
  readonly onMore: (before: number) => void
}

/** Newest first, page by page. */
export function QueueList(props: QueueListProps) {
  const { t } = useTexts()
  return (
    <div className="queue-scroll">
      <table className="queue">
        <thead>
          <tr>
            <th scope="col">{t('toSend.record')}</th>
            <th scope="col">{t('toSend.savedColumn')}</th>
            <th scope="col">{t('toSend.state')}</th>
            <th aria-hidden="true" />
          </tr>
        </thead>
        {props.starts.map((start, index) => (
          <QueuePageRows
            key={start ?? 'newest'}
            {...props}
            start={start}
            isLast={index === props.starts.length - 1}
          />
        ))}
      </table>
    </div>
  )
}
