import type { ColumnType } from 'kysely'
import type { Defaulted, Instant, InstantOrNull, Json, Nullable } from './columns.ts'

interface AgeCheckTable {
  operationId: string
  outcome: 'allowed' | 'refused'
  reason: string | null
  method: string | null
  documentKind: string | null
  ruleVersion: string
  checkedAt: Instant
  clock: string
  operator: string
  terminal: string
}

interface SaleTable {
  operationId: string
  terminalId: string
  operatorId: string | null
  ageCheckId: string
  productClasses: Json<string[]>
  channel: string
  occurredAt: Instant
}

interface TerminalEventTable {
  operationId: string
  terminalId: string
  kind: string
  appVersion: string
  detail: string | null
  occurredAt: Instant
}

interface AccountTable {
  accountId: string
  /** Names, addresses, date of birth, encrypted for the customer that the account is named after; null once removed. */
  contact: string | null
  /** The keyed hash of the e-mail address; null once removed. */
  emailHash: string | null
  /** What remains of a date of birth for the look-out for invented ones. */
  isBornOnFirstOfJanuary: boolean
  countryOfResidence: string
  language: string
  registeredAt: Instant
  closedAt: ColumnType<Date | null, Date | string | null | undefined, string | null>
  emailConfirmedAt: InstantOrNull
  passwordHash: Nullable<string>
  mergedInto: Nullable<string>
  /** The change of contact that made one account of two. */
  mergedBy: Nullable<string>
}

interface RegistrationTable {
  operationId: string
  customerId: string
  accountId: string
  terminalId: string
  operatorId: string | null
  ageCheckId: string
  channel: string
  purchaseDate: string
  purchasePlace: string | null
  invoiceReference: string | null
  /** Encrypted for nobody, because law may keep it longer than the account. */
  taxNumber: string | null
  occurredAt: Instant
}

interface DeviceTable {
  deviceId: string
  operationId: string
  accountId: string
  kind: string
  model: string | null
  origin: string
  since: Instant
  releasedAt: InstantOrNull
  guaranteedFrom: Nullable<string>
  accidentsFrom: Nullable<string>
  accidents: Defaulted<number>
}

interface DeviceHistoryTable {
  deviceId: string
  operationId: string
  event:
    | 'registered'
    | 'released'
    | 'returned'
    | 'replaced'
    | 'transferred'
    | 'disputed'
    | 'corrected'
    | 'voided'
  accountId: string
  reason: string | null
  at: Instant
}

interface DeviceDisputeTable {
  deviceId: string
  operationId: string
  accountId: string | null
  wish: 'own' | 'free'
  kind: string
  model: string | null
  origin: string
  openedAt: Instant
  decidedAt: InstantOrNull
  decision: 'transfer' | 'keep' | 'withdrawn' | null
  /** When whoever has the device said that it is still theirs. */
  deniedAt: InstantOrNull
}

interface AgeCheckCorrectionTable {
  operationId: string
  ageCheckId: string
  why: string
  occurredAt: Instant
}

interface ReturnTable {
  operationId: string
  ofOperationId: string | null
  accountId: string | null
  terminalId: string
  operatorId: string | null
  /** Null once the customer was removed. */
  devices: ColumnType<string[] | null, string, string | null>
  occurredAt: Instant
}

interface TakeBackTable {
  operationId: string
  terminalId: string
  operatorId: string | null
  kind: string
  count: number
  occurredAt: Instant
}

interface ConsentTable {
  operationId: string
  position: number
  accountId: string
  purpose: string
  channel: string
  answer: string
  textVersion: string
  textHash: string
  language: string
  operatorId: string | null
  recordedAt: Instant
}

interface ShownTextTable {
  operationId: string
  kind: 'notice' | 'declaration'
  accountId: string
  version: string
  textHash: string
  language: string
  operatorId: string | null
  recordedAt: Instant
}

/** What a mail is requested for. */
export type MailRequestKind =
  | 'activation'
  | 'password'
  | 'data'
  | 'devices-added'
  | 'device-transferred'
  | 'device-let-go'
  | 'dispute-lost'
  | 'case-question'
  | 'contact-change'
  | 'account-found'
  | 'look-up-failed'

interface MailRequestTable {
  operationId: string
  kind: MailRequestKind
  accountId: string
  /** The version of the case that it asks about; 0 for any other mail. */
  occasion: Defaulted<number>
  caseId: Nullable<string>
  requestedAt: Instant
  attempts: Defaulted<number>
  nextTryAt: InstantOrNull
  /** Set aside until the customer confirms an address. */
  waitsForAddress: Defaulted<boolean>
  sentAt: InstantOrNull
  cancelledAt: InstantOrNull
  givenUpAt: InstantOrNull
  failure: Nullable<string>
}

interface MailLinkTable {
  tokenHash: string
  operationId: string
  kind: MailRequestKind
  accountId: string
  occasion: number
  addressHash: string
  issuedAt: Instant
  expiresAt: Instant
  usedAt: InstantOrNull
}

interface CustomerKeyTable {
  customerId: string
  /** Null once destroyed. */
  wrappedKey: string | null
  createdAt: Instant
  destroyedAt: InstantOrNull
}

/** What the settled operations say: checks, sales, customers and their devices. */
export interface CustomerTables {
  ageChecks: AgeCheckTable
  ageCheckCorrections: AgeCheckCorrectionTable
  sales: SaleTable
  terminalEvents: TerminalEventTable
  accounts: AccountTable
  registrations: RegistrationTable
  devices: DeviceTable
  deviceHistory: DeviceHistoryTable
  deviceDisputes: DeviceDisputeTable
  returns: ReturnTable
  takeBacks: TakeBackTable
  consents: ConsentTable
  shownTexts: ShownTextTable
  mailRequests: MailRequestTable
  customerKeys: CustomerKeyTable
  mailLinks: MailLinkTable
}
