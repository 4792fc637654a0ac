import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import type { DocumentKind } from '#shared/markets/age-check-policy.ts'

/** All that is taken from a document (C23): what it is, until when, who, and born when. */
export interface ReadDocument {
  readonly kind: DocumentKind
  /** Null where the document says that it is not known. */
  readonly birthDate: CalendarDate | null
  /** The year has two digits, and a century earlier is possible too. */
  readonly isCenturyOpen: boolean
  /** The last day on which it is valid; null where it names none. */
  readonly expiresOn: CalendarDate | null
  /** In the Latin letters of the machine, cut to its length. */
  readonly givenName: string
  readonly familyName: string
}

/** Why a document cannot be read. */
export type DocumentFailure =
  | 'too-long'
  | 'not-a-zone'
  | 'wrong-check-digit'
  | 'wrong-date'
  | 'specimen'
  | 'unknown-state'
  | 'not-an-identity-document'

/** Where and when a document is read. */
export interface Reading {
  /** The store's local day. */
  readonly today: CalendarDate
  readonly realm: 'practice' | 'live'
  /** The market's, ISO 3166-1 alpha-2: its own card is the citizen card. */
  readonly country: string
}
