import { remembered } from '#shared/kernel/remembered.ts'
import * as z from 'zod'
import { type Delivery, isAsked, shelfOf } from './delivery.ts'

const countSchema = z.number().int().nonnegative()

/** Kept beside the records, because counting a large table takes longer than a screen may wait. */
export const tallySchema = z.object({
  waiting: countSchema,
  needsYou: countSchema,
  /** Of `needsYou`: a customer is asked. Stores of before this was counted have none. */
  asked: countSchema.default(0),
  done: countSchema,
  /** By day of the store, `YYYY-MM-DD`; the last 40 days that had any. */
  sentByDay: z.record(z.string(), countSchema),
})
export type Tally = z.infer<typeof tallySchema>

export const EMPTY_TALLY: Tally = { waiting: 0, needsYou: 0, asked: 0, done: 0, sentByDay: {} }

/** What was decided here is counted by the decision, which waits itself. */
const MEMBERS = { waiting: 'waiting', 'needs-you': 'needsYou', decided: null, done: 'done' } as const
const DAYS_KEPT = 40
const SECONDS_KEPT = 1000

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`; in UTC for a zone that this engine does not know. */
export function dayIn(timeZone: string, wallMs: number): string {
  return dayOfSecond(timeZone, Math.floor(wallMs / 1000))
}

/** Zones are newer than engines: a record from one that is not known here must not stop the queue. */
const dayFormat = remembered((timeZone: string) => {
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { ...day, timeZone })
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...day, timeZone: 'UTC' })
  }
})

/** What comes back together was settled in the same second, and every zone keeps whole seconds. */
const dayOfSecond = remembered(
  (timeZone: string, second: number) => dayFormat(timeZone).format(second * 1000),
  SECONDS_KEPT,
)

/** The tally after a delivery changed from `before` (undefined: it is new) to `after`. */
export function retally(tally: Tally, change: { before: Delivery | undefined; after: Delivery }): Tally {
  const { before, after } = change
  const [from, to] = [before && shelfOf(before), shelfOf(after)]
  const asked = askedOf(after) - (before === undefined ? 0 : askedOf(before))
  if (from === to && asked === 0) return tally
  const next = { ...tally, asked: Math.max(0, tally.asked + asked) }
  if (from === to) return next
  const [left, entered] = [from === undefined ? null : MEMBERS[from], MEMBERS[to]]
  if (left !== null) next[left] = Math.max(0, next[left] - 1)
  if (entered !== null) next[entered] += 1
  if (from === 'done' && before !== undefined) next.sentByDay = withoutOne(next.sentByDay, before)
  // A till's own messages are sent too, and nobody at the counter counts them.
  if (to === 'done' && after.settledAt !== null && after.operatorId !== null) {
    const day = dayIn(after.storeTimeZone, Date.parse(after.settledAt))
    const days = { ...next.sentByDay, [day]: (next.sentByDay[day] ?? 0) + 1 }
    next.sentByDay = Object.fromEntries(Object.entries(days).toSorted(byDay).slice(-DAYS_KEPT))
  }
  return next
}

function askedOf(delivery: Delivery): number {
  return shelfOf(delivery) === 'needs-you' && isAsked(delivery) ? 1 : 0
}

/** What is not done any more was not sent that day after all, or is counted again when it is. */
function withoutOne(days: Tally['sentByDay'], delivery: Delivery): Tally['sentByDay'] {
  if (delivery.settledAt === null || delivery.operatorId === null) return days
  const day = dayIn(delivery.storeTimeZone, Date.parse(delivery.settledAt))
  const count = days[day] ?? 0
  return count === 0 ? days : { ...days, [day]: count - 1 }
}

function byDay([left]: [string, number], [right]: [string, number]): number {
  return left < right ? -1 : 1
}
