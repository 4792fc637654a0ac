import { useTranslation } from 'react-i18next'
import { clockTime, duration, longDate, sinceWhen } from './times.ts'

/** The words of the screen, and times as its language writes them. */
export function useTexts() {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return {
    t,
    language,
    time: (instant: string | number, timeZone: string) => clockTime({ instant, timeZone, language }),
    date: (instant: string | number, timeZone: string) => longDate({ instant, timeZone, language }),
    /** '14:02' of today; of any other day with its date, because yesterday has a 14:02 too. */
    since: (instant: string | number, moment: { readonly timeZone: string; readonly nowMs: number }) =>
      sinceWhen({ ...moment, instant, language }),
    /** '3 min', rounded to its largest unit and the one below it. */
    duration: (ms: number) => duration(ms, language),
    count: (value: number) => new Intl.NumberFormat(language).format(value),
    /** The number of a record: a name, so without separators. */
    number: (value: number) => new Intl.NumberFormat(language, { useGrouping: false }).format(value),
  }
}
