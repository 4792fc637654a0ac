import type { ColumnType } from 'kysely'
import type { Instant, InstantOrNull, Json } from './columns.ts'

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
  email: string
  emailKey: string
  givenName: string
  familyName: string
  mobilePhone: string | null
  dateOfBirth: string
  countryOfResidence: string
  language: string
  postalAddress: ColumnType<unknown, string | null, string | null>
  registeredAt: Instant
}

interface RegistrationTable {
  operationId: string
  accountId: string
  terminalId: string
  operatorId: string | null
  ageCheckId: string
  channel: string
  purchaseDate: string
  purchasePlace: string | null
  invoiceReference: string | null
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
}

interface DeviceHistoryTable {
  deviceId: string
  operationId: string
  event: 'registered'
  accountId: string
  at: Instant
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

interface MailRequestTable {
  operationId: string
  kind: 'activation' | 'devices-added'
  accountId: string
  requestedAt: Instant
  sentAt: InstantOrNull
}

/** What the settled operations say: checks, sales, customers and their devices. */
export interface CustomerTables {
  ageChecks: AgeCheckTable
  sales: SaleTable
  terminalEvents: TerminalEventTable
  accounts: AccountTable
  registrations: RegistrationTable
  devices: DeviceTable
  deviceHistory: DeviceHistoryTable
  consents: ConsentTable
  shownTexts: ShownTextTable
  mailRequests: MailRequestTable
}
