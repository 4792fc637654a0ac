import { useTexts } from '#renderer/i18n/use-texts.ts'
import { QueuePageRows } from './queue-page-rows.tsx'
import type { QueueListProps } from './queue-list-props.ts'

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
