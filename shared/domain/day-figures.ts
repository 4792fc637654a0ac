/** One record as the figures of a day count it. Nothing in it says who anybody is. */
export interface DayRecord {
  readonly type: string
  /** When it was saved, by the till's clock; ISO 8601 in UTC. */
  readonly savedAt: string
  /** When the account API's last answer to it was written; null while there is none. */
  readonly settledAt: string | null
  readonly shelf: 'waiting' | 'needs-you' | 'done'
  /** False for what the till says of itself: nobody at the counter counts that. */
  readonly isOfOperator: boolean
}

export const DAY_KINDS = ['age-check', 'sale', 'registration', 'correction', 'other'] as const
export type DayKind = (typeof DAY_KINDS)[number]

/** One hour by the wall clock of the store; the hour that a clock shows twice in autumn is one. */
export interface HourFigures {
  readonly hour: number
  readonly saved: number
  /** Of these, what the account API has not settled yet. */
  readonly open: number
}

export interface DayFigures {
  /** The day of the store, `YYYY-MM-DD`. */
  readonly day: string
  readonly saved: number
  readonly sent: number
  readonly needsYou: number
  readonly byKind: Readonly<Record<DayKind, number>>
  /** From the first hour that has a record to the last, without holes; empty when there is none. */
  readonly byHour: readonly HourFigures[]
  /** From save to sent, in milliseconds; null while nothing of this day is sent. */
  readonly delay: { readonly medianMs: number; readonly worstMs: number } | null
}

const CORRECTIONS: ReadonlySet<string> = new Set(['correction', 'age-check-correction', 'void', 'return'])

/** Counts the records that operators saved on the store's day that `nowMs` lies in. Anything of another day is left out. */
export function dayFigures(given: {
  readonly records: readonly DayRecord[]
  readonly timeZone: string
  readonly nowMs: number
}): DayFigures {
  const local = localHours(given.timeZone)
  const { day } = local(given.nowMs)
  const today = given.records
    .filter(({ isOfOperator }) => isOfOperator)
    .map((record) => ({ ...record, ...local(Date.parse(record.savedAt)) }))
    .filter((record) => record.day === day)
  const byKind: Record<DayKind, number> = {
    'age-check': 0,
    sale: 0,
    registration: 0,
    correction: 0,
    other: 0,
  }
  for (const { type } of today) byKind[kindOf(type)] += 1
  return {
    day,
    saved: today.length,
    sent: today.filter(({ shelf }) => shelf === 'done').length,
    needsYou: today.filter(({ shelf }) => shelf === 'needs-you').length,
    byKind,
    byHour: hoursOf(today),
    delay: delayOf(today),
  }
}

function kindOf(type: string): DayKind {
  if (CORRECTIONS.has(type)) return 'correction'
  return type === 'age-check' || type === 'sale' || type === 'registration' ? type : 'other'
}

function hoursOf(records: readonly { hour: number; shelf: DayRecord['shelf'] }[]): HourFigures[] {
  const hours = records.map(({ hour }) => hour)
  if (hours.length === 0) return []
  const [first, last] = [Math.min(...hours), Math.max(...hours)]
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const here = records.filter(({ hour }) => hour === first + index)
    const open = here.filter(({ shelf }) => shelf !== 'done').length
    return { hour: first + index, saved: here.length, open }
  })
}

/** A clock that was put back between save and answer gives no length of time, so such a record is left out. */
function delayOf(records: readonly DayRecord[]): DayFigures['delay'] {
  const delays = records
    .filter(({ shelf }) => shelf === 'done')
    .flatMap(({ savedAt, settledAt }) =>
      settledAt === null ? [] : Date.parse(settledAt) - Date.parse(savedAt),
    )
    .filter((ms) => ms >= 0)
    .toSorted((left, right) => left - right)
  const worstMs = delays.at(-1)
  if (worstMs === undefined) return null
  const middle = Math.floor((delays.length - 1) / 2)
  return { medianMs: delays[middle] ?? worstMs, worstMs }
}

/** The day and hour on the wall of a store; in UTC where this engine does not know the zone. */
function localHours(timeZone: string): (wallMs: number) => { day: string; hour: number } {
  const format = formatIn(timeZone)
  return (wallMs) => {
    const parts = new Map(format.formatToParts(wallMs).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
    return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
  }
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const shape = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { ...shape, timeZone })
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...shape, timeZone: 'UTC' })
  }
}
