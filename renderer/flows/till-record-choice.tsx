import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { latinDigits } from '#shared/domain/latin-digits.ts'
import { shortDay } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { TillRecord, TillRecordsPort, TillSlip } from './till-records-port.ts'
import './till-record-choice.css'

type ChosenType =
  | 'sale'
  | 'registration'
  | 'device-added'
  | 'device-released'
  | 'return'
  | 'guarantee-case'
  | 'assistance-case'

export interface TillRecordChoiceProps {
  readonly label: string
  readonly types: readonly ChosenType[]
  readonly ports: TillRecordsPort
  readonly timeZone: string
  readonly chosen: TillRecord | null
  readonly onChoose: (record: TillRecord | null) => void
  /** Which of them there are to choose from; without it all. */
  readonly only?: (record: TillRecord) => boolean
  /** More to tell two records apart by, of one; null where nothing is known. */
  readonly more?: (record: TillRecord) => string | null
  /** What it means that there is no such record; without it one has to be chosen. */
  readonly none?: { readonly title: string; readonly detail: string }
}

/** A record of this till that something is about, found by the number that its customer was given. */
export function TillRecordChoice(props: TillRecordChoiceProps) {
  const { t } = useTexts()
  const { label, none, chosen, onChoose } = props
  const [numberText, setNumberText] = useState('')
  const [starts, setStarts] = useState<readonly (number | null)[]>([null])
  const typed = latinDigits(numberText).replaceAll(/\D/g, '')
  const last = starts.at(-1)
  return (
    <>
      <TextField
        label={t('records.find.number')}
        inputMode="numeric"
        hint={t('records.find.numberHint')}
        maxLength={12}
        value={numberText}
        onChange={setNumberText}
      />
      <div className="till-records" role="group" aria-label={label}>
        {none !== undefined && (
          <Choice
            isChosen={chosen === null}
            {...none}
            onChoose={() => {
              onChoose(null)
            }}
          />
        )}
        {starts.map((start) => (
          <RecordsPage
            key={start ?? 'first'}
            {...props}
            start={start}
            typed={typed}
            isLast={start === last}
            isOnly={starts.length === 1}
            onOlder={(next) => {
              setStarts([...starts, next])
            }}
          />
        ))}
      </div>
    </>
  )
}

function RecordsPage(
  props: TillRecordChoiceProps & {
    start: number | null
    typed: string
    isLast: boolean
    isOnly: boolean
    onOlder: (next: number) => void
  },
) {
  const { t, time, number, language } = useTexts()
  const { types, ports, timeZone, chosen, onChoose, only, more, start, typed } = props
  const watched = useMemo(() => ports.records(start), [ports, start])
  const page = useSyncExternalStore(watched.subscribe, watched.getSnapshot)
  const found = useMemo(
    () =>
      (page?.rows ?? []).flatMap((record) => {
        const type = types.find((one) => one === record.type)
        return type === undefined ? [] : [{ record, type }]
      }),
    [page, types],
  )
  const slips = useSlips(ports, found)
  const next = page?.next ?? null
  const shown = found.filter(
    ({ record }) => String(record.sequence).startsWith(typed) && (only?.(record) ?? true),
  )
  return (
    <>
      {page !== null && shown.length === 0 && props.isOnly && next === null && (
        <p className="note">{t('records.find.none')}</p>
      )}
      {shown.map(({ record, type }) => {
        const slip = slips.get(record.operationId)
        const who = [slip?.initials ?? null, ...(slip?.devices ?? []), more?.(record) ?? null].filter(
          (part) => part !== null,
        )
        return (
          <Choice
            key={record.operationId}
            isChosen={chosen?.operationId === record.operationId}
            title={`${t(`records.type.${type}`)} · ${t('records.number', { number: number(record.sequence) })}`}
            detail={[
              shortDay({ instant: record.savedAt, timeZone, language }),
              time(record.savedAt, timeZone),
              ...who,
            ].join(' · ')}
            onChoose={() => {
              onChoose(record)
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
          {t('records.find.older')}
        </Button>
      )}
    </>
  )
}

function Choice(props: { isChosen: boolean; title: string; detail: string; onChoose: () => void }) {
  return (
    <button type="button" className="till-record" aria-pressed={props.isChosen} onClick={props.onChoose}>
      <b>{props.title}</b> <small>{props.detail}</small>
    </button>
  )
}

/** Slips come from main, which alone can open them; a failure only leaves them out. */
function useSlips(
  ports: TillRecordsPort,
  records: readonly { readonly record: TillRecord }[],
): ReadonlyMap<string, TillSlip> {
  const [slips, setSlips] = useState<ReadonlyMap<string, TillSlip>>(new Map())
  useEffect(() => {
    if (records.length === 0) return undefined
    let isCurrent = true
    void ports.slips(records.map(({ record }) => record.operationId)).then((found) => {
      if (!isCurrent) return
      const pairs = records.flatMap(({ record }, index) => {
        const slip = found[index] ?? null
        return slip === null ? [] : [[record.operationId, slip] as const]
      })
      setSlips(new Map(pairs))
    })
    return () => {
      isCurrent = false
    }
  }, [ports, records])
  return slips
}
