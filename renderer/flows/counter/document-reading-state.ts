import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import type { DocumentFailure } from '#renderer/scanning/readable-document.ts'

/** What is kept in memory of a document that a machine read, until the visit ends or the customer decides [T7]. */
export interface DocumentReading {
  /** Null where it is to be typed. */
  readonly birthDate: CalendarDate | null
  readonly givenName: string
  readonly familyName: string
}

/** What is said of a document that was read, or was not. */
export type DocumentWord =
  | DocumentFailure
  | 'machine-off'
  | 'ask-first'
  | 'not-now'
  | 'not-accepted'
  | 'by-hand'
  | 'differs'

export const NO_READING = { isReadingAgreed: false, documentWord: null, reading: null } as const
