import type { ColumnType, Insertable, Kysely, Transaction } from 'kysely'
import type { JSONWebKeySet } from 'jose'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { PublicKey } from '#shared/contracts/values.ts'

/** `timestamptz`: written as an ISO text, read as a `Date`. */
export type Instant = ColumnType<Date, string, string>
type InstantOrNull = ColumnType<Date | null, string | null | undefined, string | null>
/** `jsonb`: written as JSON text, because drivers disagree on arrays; read as a value. */
export type Json<Value> = ColumnType<Value, string, string>
type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

export interface ServerStateTable {
  singleton: Defaulted<boolean>
  realm: string
  serverEpoch: string
}

export type KeyPurpose = 'root' | 'sealing' | 'token' | 'nonce'

export interface ServerKeyTable {
  keyId: string
  purpose: KeyPurpose
  privateJwk: Json<JSONWebKeySet['keys'][number]>
  createdAt: Instant
  retiredAt: InstantOrNull
}

export interface StoreTable {
  storeId: string
  name: string
  marketCode: string
  timeZone: string
  channel: string
}

export interface OperatorTable {
  operatorId: string
  name: string
  roles: Json<string[]>
}

export interface TerminalTable {
  terminalId: string
  storeId: string
  name: string
  status: 'active' | 'revoked'
  revokedAt: InstantOrNull
  revocationReason: Defaulted<string | null>
  currentEpoch: number
  hasKeystore: boolean
  appVersion: string
  lastSeenAt: InstantOrNull
}

export interface TerminalEpochTable {
  terminalId: string
  epoch: number
  publicKey: Json<PublicKey>
  enrolledAt: Instant
  claimedSequence: Defaulted<number>
  claimedHash: string
  contiguousSequence: Defaulted<number>
  contiguousHash: string
}

export interface EnrolmentCodeTable {
  codeName: string
  codeKey: string | null
  storeId: string
  terminalName: string
  terminalId: string | null
  expiresAt: Instant
  usedAt: InstantOrNull
  usedProof: Defaulted<string | null>
  answer: ColumnType<unknown, string | undefined, string>
}

export interface FirstPinCodeTable {
  codeName: string
  operatorId: string
  terminalId: string | null
  expiresAt: Instant
  usedAt: InstantOrNull
  usedBy: Defaulted<string | null>
}

export interface ConfigurationVersionTable {
  terminalId: string
  version: number
  contentHash: string
  configuration: string
  issuedAt: Instant
}

export interface InboxTable {
  operationId: string
  terminalId: string
  epoch: number
  sequence: number
  hash: string
  previousHash: string
  signature: string
  header: Json<EnvelopeHeader>
  sealedPayload: string | null
  receivedAt: Instant
  outcome: ColumnType<Outcome | null, string | undefined, string>
  settledAt: InstantOrNull
}

export interface QuarantineTable {
  operationId: string
  contentHash: string
  terminalId: string
  epoch: number | null
  sequence: number | null
  reason: string
  content: string
  receivedAt: Instant
}

export interface CaseTable {
  caseId: string
  operationId: string
  envelopeHash: string
  kind: string
  audience: 'store' | 'compliance'
  version: number
  choices: Json<string[]>
  status: 'open' | 'closed'
  terminalId: string
  openedAt: Instant
}

export interface AuditTable {
  entryId: string
  at: Instant
  actor: string
  action: string
  subject: string
  detail: string | null
}

export interface AgeCheckTable {
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

export interface SaleTable {
  operationId: string
  terminalId: string
  operatorId: string | null
  ageCheckId: string
  productClasses: Json<string[]>
  channel: string
  occurredAt: Instant
}

export interface TerminalEventTable {
  operationId: string
  terminalId: string
  kind: string
  appVersion: string
  detail: string | null
  occurredAt: Instant
}

export interface AccountTable {
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

export interface RegistrationTable {
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

export interface DeviceTable {
  deviceId: string
  operationId: string
  accountId: string
  kind: string
  model: string | null
  origin: string
  since: Instant
  releasedAt: InstantOrNull
}

export interface DeviceHistoryTable {
  deviceId: string
  operationId: string
  event: 'registered'
  accountId: string
  at: Instant
}

export interface ConsentTable {
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

export interface ShownTextTable {
  operationId: string
  kind: 'notice' | 'declaration'
  accountId: string
  version: string
  textHash: string
  language: string
  operatorId: string | null
  recordedAt: Instant
}

export interface MailRequestTable {
  operationId: string
  kind: 'activation' | 'devices-added'
  accountId: string
  requestedAt: Instant
  sentAt: InstantOrNull
}

/** Every table of the account API; names are camel case here and snake case in SQL. */
export interface Tables {
  serverState: ServerStateTable
  serverKeys: ServerKeyTable
  stores: StoreTable
  operators: OperatorTable
  operatorStores: { operatorId: string; storeId: string }
  terminals: TerminalTable
  terminalEpochs: TerminalEpochTable
  enrolmentCodes: EnrolmentCodeTable
  firstPinCodes: FirstPinCodeTable
  configurationVersions: ConfigurationVersionTable
  seenProofs: { proofId: string; forgetAt: Instant }
  inbox: InboxTable
  inboxForks: { terminalId: string; epoch: number; sequence: number; foundAt: Instant }
  waiting: { operationId: string; onOperationId: string }
  quarantine: QuarantineTable
  cases: CaseTable
  audit: AuditTable
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

export type Database = Kysely<Tables>
export type DatabaseTransaction = Transaction<Tables>
/** A row of a table as it is inserted. */
export type NewRow<Name extends keyof Tables> = Insertable<Tables[Name]>
