import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { QueuePageRows } from './queue-page-rows.tsx'
import type { QueueListProps } from './queue-list-props.ts'
import { QUEUE_SHELVES, type QueueShelf } from './to-send-ports.ts'

/** What needs a person first, then what waits, then what was sent; each newest first, page by page. */
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
        {QUEUE_SHELVES.map((shelf) => (
          <ShelfRows key={shelf} {...props} shelf={shelf} />
        ))}
      </table>
    </div>
  )
}

/** Each shown page follows its own records. */
function ShelfRows(props: QueueListProps & { shelf: QueueShelf }) {
  const [starts, setStarts] = useState<readonly (number | null)[]>([null])
  return starts.map((start, index) => (
    <QueuePageRows
      key={start ?? 'newest'}
      {...props}
      start={start}
      isLast={index === starts.length - 1}
      onMore={(before) => {
        setStarts([...starts, before])
      }}
    />
  ))
}
