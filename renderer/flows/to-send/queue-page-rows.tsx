import { useEffect, useMemo, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { StatusWord } from '#renderer/ui/status-pill.tsx'
import { explain, typeWord } from './explain.ts'
import type { QueueListProps } from './queue-list-props.ts'
import type { QueuePage, QueueRow, QueueShelf, QueueSlip } from './to-send-ports.ts'
import { useWatched } from './use-watched.ts'

type RowsProps = QueueListProps & { readonly isLast: boolean; readonly onMore: (before: number) => void }

/** One page of a shelf after its first, live. */
export function QueueLaterRows(props: RowsProps & { shelf: QueueShelf; start: number }) {
  const { ports, shelf, start } = props
  const page = useWatched(useMemo(() => ports.page({ shelf, before: start }), [ports, shelf, start]))
  return <QueuePageRows {...props} page={page} />
}

/** One page of a shelf of the queue. */
export function QueuePageRows(props: RowsProps & { page: QueuePage | null }) {
  const { t } = useTexts()
  const { page, isLast, onMore } = props
  const found = page?.rows ?? NO_ROWS
  const slips = useSlips(props, found)
  // Who waits for a customer stands below who can decide now.
  const rows = [...found.filter((row) => !isAsked(row)), ...found.filter(isAsked)]
  const next = page?.next ?? null
  return (
    <tbody>
      {rows.map((row) => (
        <Row key={row.operationId} {...props} row={row} slip={slips.get(row.operationId) ?? null} />
      ))}
      {isLast && next !== null && (
        <tr>
          <td colSpan={4}>
            <Button
              tone="quiet"
              onPress={() => {
                onMore(next)
              }}
            >
              {t('toSend.more')}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  )
}

const NO_ROWS: readonly QueueRow[] = []

function isAsked({ outcome }: QueueRow): boolean {
  return outcome?.kind === 'case' && outcome.asked !== undefined
}

function Row(props: QueueListProps & { row: QueueRow; slip: QueueSlip | null }) {
  const { t, time, number: digits } = useTexts()
  const { row, slip, place, chosen, onChoose } = props
  const at = (instant: string) => time(instant, place.timeZone)
  const words = explain(row, t, { at, isStopped: place.isStopped })
  const operator = place.operators.find(({ operatorId }) => operatorId === row.operatorId)?.name
  const isChosen = row.operationId === chosen
  const initials = slip?.initials ?? null
  const [device, ...others] = slip?.devices ?? []
  const devices =
    device === undefined
      ? null
      : others.length === 0
        ? device
        : t('records.devices', { count: others.length + 1 })
  const number = t('records.number', { number: digits(row.sequence) })
  return (
    <tr
      className={isChosen ? 'queue-row queue-row-chosen' : 'queue-row'}
      onClick={() => {
        onChoose(row.operationId)
      }}
    >
      <td>
        <button type="button" className="queue-choose" aria-pressed={isChosen}>
          {typeWord(row.type, t, slip)}
          {initials !== null && ` · ${initials}`}
        </button>
        <small>{devices === null ? number : `${devices} · ${number}`}</small>
      </td>
      <td>
        {at(row.savedAt)}
        <small>{row.operatorId === null ? t('toSend.theTill') : (operator ?? row.operatorId)}</small>
      </td>
      <td>
        <StatusWord tone={words.tone}>
          {words.tone === 'ok' && row.settledAt !== null ? `${words.word} ${at(row.settledAt)}` : words.word}
        </StatusWord>
        <small>{words.short}</small>
      </td>
      <td>
        <Icon name="chevron" />
      </td>
    </tr>
  )
}

/** Slips come from main, which alone can open them; a failure only leaves them out. */
function useSlips(props: QueueListProps, rows: readonly QueueRow[]): ReadonlyMap<string, QueueSlip> {
  const [slips, setSlips] = useState<ReadonlyMap<string, QueueSlip>>(new Map())
  const { ports } = props
  useEffect(() => {
    const ids = rows.filter((row) => row.status !== 'accepted').map((row) => row.operationId)
    if (ids.length === 0) return undefined
    let isCurrent = true
    void ports.slips(ids).then((found) => {
      if (!isCurrent) return
      const pairs = ids.flatMap((id, index) => {
        const slip = found[index] ?? null
        return slip === null ? [] : [[id, slip] as const]
      })
      setSlips(new Map(pairs))
    })
    return () => {
      isCurrent = false
    }
  }, [ports, rows])
  return slips
}
