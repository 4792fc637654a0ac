import type { ColumnType } from 'kysely'
import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { Defaulted, Instant, InstantOrNull, Json, Nullable } from './columns.ts'

export interface InboxTable {
  operationId: string
  terminalId: string
  epoch: number
  sequence: number
  hash: string
  previousHash: string
  signature: string
  header: Json<EnvelopeHeader>
  /** The sealed bytes, encrypted for the record's customer; null once they are erased. */
  sealedPayload: string | null
  /** What was under the seal, encrypted alike; null where it could not be read. */
  payload: Defaulted<string | null>
  receivedAt: Instant
  outcome: ColumnType<Outcome | null, string | undefined, string>
  settledAt: InstantOrNull
}

interface QuarantineTable {
  operationId: string
  contentHash: string
  terminalId: string
  epoch: number | null
  sequence: number | null
  reason: string
  /** Encrypted for the customer whom it says it is about, else for nobody; null once erased. */
  content: string | null
  customerId: string | null
  /** Of what came under an id that another record had; null where nobody kept them. */
  header: ColumnType<EnvelopeHeader | null, string | null | undefined, string | null>
  signature: Nullable<string>
  receivedAt: Instant
}

/** A record that stands in a chain: of the inbox, or one that came under an id that another record had (a view). */
export interface ChainRecordsView {
  operationId: string
  terminalId: string
  epoch: number
  sequence: number
  hash: string
  previousHash: string
  signature: string
  header: Json<EnvelopeHeader>
  receivedAt: Instant
  /** Of a record in the inbox. */
  sealedPayload: string | null
  /** The whole of one that is set aside, encrypted; null once erased. */
  setAside: string | null
  customerId: string | null
  isSecond: boolean
}

interface CaseTable {
  caseId: string
  operationId: string
  envelopeHash: string
  kind: string
  audience: 'store' | 'head-office' | 'compliance'
  version: number
  choices: Json<string[]>
  status: 'open' | 'closed'
  terminalId: string
  openedAt: Instant
  closedAt: InstantOrNull
}

interface CaseDecisionTable {
  caseId: string
  version: number
  choice: string
  operationId: string | null
  actor: string
  decidedAt: Instant
}

interface AmendmentTable {
  targetOperationId: string
  position: number
  operationId: string | null
  choice: string | null
  /** Encrypted for the customer of the target. */
  changes: string | null
  madeAt: Instant
}

interface VoidTable {
  targetOperationId: string
  operationId: string | null
  reason: string | null
  voidedAt: Instant
}

interface AuditTable {
  entryId: string
  at: Instant
  actor: string
  action: string
  subject: string
  detail: string | null
}

/** What arrived, what became of it, and who did what. */
export interface LedgerTables {
  inbox: InboxTable
  inboxForks: { terminalId: string; epoch: number; sequence: number; foundAt: Instant }
  waiting: { operationId: string; onOperationId: string }
  quarantine: QuarantineTable
  chainRecords: ChainRecordsView
  cases: CaseTable
  caseDecisions: CaseDecisionTable
  amendments: AmendmentTable
  voids: VoidTable
  dependencies: { operationId: string; onOperationId: string }
  audit: AuditTable
}
