interface Moment {
  /** ISO text or milliseconds since 1970. */
  readonly instant: string | number
  /** IANA name: a store's time is the time on its wall. */
  readonly timeZone: string
  readonly language: string
}

/** '14:02', always 24 hours: a queue has no morning and afternoon. */
export function clockTime(moment: Moment): string {
  return new Intl.DateTimeFormat(moment.language, {
    timeZone: moment.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(moment.instant))
}

/** '22 November 2026'. */
export function longDate(moment: Moment): string {
  return new Intl.DateTimeFormat(moment.language === 'en' ? 'en-GB' : moment.language, {
    timeZone: moment.timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(moment.instant))
}

/** 'Sun 22 Nov', for the status line. */
export function shortDay(moment: Moment): string {
  return new Intl.DateTimeFormat(moment.language === 'en' ? 'en-GB' : moment.language, {
    timeZone: moment.timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(new Date(moment.instant))
}
