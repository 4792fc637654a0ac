import { dateAt } from '../database/date-at.ts'
import type { Texts } from './texts/texts.ts'

/** An instant as a person reads it, in the store's own time; where no store is named, in universal time, and said so. */
export function whenIn(texts: Texts, given: { instant: string; timeZone: string | null }): string {
  const { instant, timeZone } = given
  const format = new Intl.DateTimeFormat(texts.language === 'en' ? 'en-GB' : texts.language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timeZone ?? 'UTC',
    ...(timeZone === null ? { timeZoneName: 'short' as const } : {}),
  })
  return format.format(dateAt(Date.parse(instant)))
}
