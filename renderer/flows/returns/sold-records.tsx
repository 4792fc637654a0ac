import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { latinDigits } from '#shared/domain/latin-digits.ts'
import { shortDay } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { ReturnsPlace, ReturnsPorts, TillRecord, TillSlip } from './returns-ports.ts'
import type { Returning } from './use-returns.ts'

interface SoldProps {
  readonly returning: Returning
  readonly ports: ReturnsPorts
  readonly place: ReturnsPlace
}

/** The sale or registration of this till that the goods came from, found by its number; or none. */
export function SoldRecords(props: SoldProps) {
  const { t } = useTexts()
  const { of } = props.returning.state
  const [numberText, setNumberText] = useState('')
  const [starts, setStarts] = useState<readonly (number | null)[]>([null])
  const typed = latinDigits(numberText).replaceAll(/\D/g, '')
  const last = starts.at(-1)
  return (
    <Card title={t('returns.of')} state={of === null ? 'plain' : 'done'} step={2}>
      <TextField
        label={t('returns.number')}
        inputMode="numeric"
        hint={t('returns.numberHint')}
        maxLength={12}
        value={numberText}
        onChange={setNumberText}
      />
      <div className="returns-records" role="group" aria-label={t('returns.of')}>
        <Choice
          isChosen={of === null}
          title={t('returns.ofNone')}
          detail={t('returns.ofNoneDetail')}
          onChoose={() => {
            props.returning.dispatch({ kind: 'of', record: null })
          }}
        />
        {starts.map((start) => (
          <SoldPage
            key={start ?? 'first'}
            {...props}
            start={start}
            typed={typed}
            isLast={start === last}
            onOlder={(next) => {
              setStarts([...starts, next])
            }}
          />
        ))}
      </div>
    </Card>
  )
}

function SoldPage(
  props: SoldProps & {
    start: number | null
    typed: string
    isLast: boolean
    onOlder: (next: number) => void
  },
) {
  const { t, time, number, language } = useTexts()
  const { returning, ports, place, start, typed } = props
  const watched = useMemo(() => ports.records(start), [ports, start])
  const page = useSyncExternalStore(watched.subscribe, watched.getSnapshot)
  const sold = useMemo(
    () => (page?.rows ?? []).filter(({ type }) => type === 'sale' || type === 'registration'),
    [page],
  )
  const slips = useSlips(ports, sold)
  const next = page?.next ?? null
  return (
    <>
      {sold
        .filter((record) => String(record.sequence).startsWith(typed))
        .map((record) => {
          const slip = slips.get(record.operationId)
          const who = [slip?.initials ?? null, ...(slip?.devices ?? [])].filter((part) => part !== null)
          const type = record.type === 'sale' ? 'sale' : 'registration'
          return (
            <Choice
              key={record.operationId}
              isChosen={returning.state.of?.operationId === record.operationId}
              title={`${t(`records.type.${type}`)} · ${t('records.number', { number: number(record.sequence) })}`}
              detail={[
                shortDay({ instant: record.savedAt, timeZone: place.timeZone, language }),
                time(record.savedAt, place.timeZone),
                ...who,
              ].join(' · ')}
              onChoose={() => {
                returning.dispatch({ kind: 'of', record })
              }}
            />
          )
        })}
      {props.isLast && next !== null && (
        <Button
          tone="quiet"
          onPress={() => {
            props.onOlder(next)
          }}
        >
          {t('returns.older')}
        </Button>
      )}
    </>
  )
}

function Choice(props: { isChosen: boolean; title: string; detail: string; onChoose: () => void }) {
  return (
    <button type="button" className="returns-record" aria-pressed={props.isChosen} onClick={props.onChoose}>
      <b>{props.title}</b> <small>{props.detail}</small>
    </button>
  )
}

/** Slips come from main, which alone can open them; a failure only leaves them out. */
function useSlips(ports: ReturnsPorts, records: readonly TillRecord[]): ReadonlyMap<string, TillSlip> {
  const [slips, setSlips] = useState<ReadonlyMap<string, TillSlip>>(new Map())
  useEffect(() => {
    if (records.length === 0) return undefined
    let isCurrent = true
    void ports.slips(records.map(({ operationId }) => operationId)).then((found) => {
      if (!isCurrent) return
      const pairs = records.flatMap(({ operationId }, index) => {
        const slip = found[index] ?? null
        return slip === null ? [] : [[operationId, slip] as const]
      })
      setSlips(new Map(pairs))
    })
    return () => {
      isCurrent = false
    }
  }, [ports, records])
  return slips
}
