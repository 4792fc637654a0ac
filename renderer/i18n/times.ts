import { remembered } from '#shared/kernel/remembered.ts'

interface Moment {
  /** ISO text or milliseconds since 1970. */
  readonly instant: string | number
  /** IANA name: a store's time is the time on its wall. */
  readonly timeZone: string
  readonly language: string
}

/** '14:02', always 24 hours: a queue has no morning and afternoon. */
export function clockTime(moment: Moment): string {
  return clockFormat(moment.language, moment.timeZone).format(new Date(moment.instant))
}

/** '22 November 2026'. */
export function longDate(moment: Moment): string {
  return dateFormat(moment.language, moment.timeZone).format(new Date(moment.instant))
}

/** '22 November 2029', of a calendar day 'YYYY-MM-DD'. */
export function dayWords(day: string, language: string): string {
  return longDate({ instant: `${day}T00:00:00.000Z`, timeZone: 'UTC', language })
}

/** 'Sun 22 Nov', for the status line. */
export function shortDay(moment: Moment): string {
  return dayFormat(moment.language, moment.timeZone).format(new Date(moment.instant))
}

/** '3 sec', '12 min', '2 hr 5 min', '1 day 4 hr': a length of time in at most two units; less than a second is one. */
export function duration(ms: number, language: string): string {
  const words = (value: number, unit: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 60) return words(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return words(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  const both = (large: string, small: number, unit: string) =>
    small === 0 ? large : `${large} ${words(small, unit)}`
  if (hours < 24) return both(words(hours, 'hour'), minutes % 60, 'minute')
  return both(words(Math.floor(hours / 24), 'day'), hours % 24, 'hour')
}

/** '14:02' of today; of any other day with its date. */
export function sinceWhen(moment: Moment & { readonly nowMs: number }): string {
  const [day, clock] = [longDate(moment), clockTime(moment)]
  return day === longDate({ ...moment, instant: moment.nowMs }) ? clock : `${day}, ${clock}`
}

const dated = (language: string) => (language === 'en' ? 'en-GB' : language)

const clockFormat = remembered(
  (language: string, timeZone: string) =>
    new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
)

const dateFormat = remembered(
  (language: string, timeZone: string) =>
    new Intl.DateTimeFormat(dated(language), { timeZone, day: 'numeric', month: 'long', year: 'numeric' }),
)

const dayFormat = remembered(
  (language: string, timeZone: string) =>
    new Intl.DateTimeFormat(dated(language), { timeZone, weekday: 'short', day: 'numeric', month: 'short' }),
)
