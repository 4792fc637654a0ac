import { useMemo, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { QueueLaterRows, QueuePageRows } from './queue-page-rows.tsx'
import type { QueueListProps } from './queue-list-props.ts'
import { QUEUE_SHELVES, type QueuePage, type QueueShelf } from './to-send-ports.ts'
import { useWatched } from './use-watched.ts'

/** What needs a person first, then what waits, then what was sent; each newest first, page by page. */
export function QueueList(props: QueueListProps) {
  const { t } = useTexts()
  const { ports } = props
  const first = useWatched(useMemo(() => ports.firstPages(), [ports]))
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
          <ShelfRows key={shelf} {...props} shelf={shelf} first={first?.[shelf] ?? null} />
        ))}
      </table>
    </div>
  )
}

/** The first pages move together; each later one that is shown follows its own records. */
function ShelfRows(props: QueueListProps & { shelf: QueueShelf; first: QueuePage | null }) {
  const [later, setLater] = useState<readonly number[]>([])
  const { first } = props
  const onMore = (before: number) => {
    setLater([...later, before])
  }
  return (
    <>
      <QueuePageRows {...props} page={first} isLast={later.length === 0} onMore={onMore} />
      {later.map((start, index) => (
        <QueueLaterRows
          key={start}
          {...props}
          start={start}
          isLast={index === later.length - 1}
          onMore={onMore}
        />
      ))}
    </>
  )
}
