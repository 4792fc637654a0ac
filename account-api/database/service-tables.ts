import type { Generated } from 'kysely'
import type { PartKind } from '#shared/markets/device-catalogue.ts'
import type { CaseStep, RefusalReason } from '#shared/contracts/messages/service.ts'
import type { Defaulted, Instant, InstantOrNull, Nullable } from './columns.ts'

interface ReplacementTable {
  operationId: string
  accountId: string
  terminalId: string
  operatorId: string | null
  /** Null once the customer was removed, as all that tells of a device or a journey. */
  oldDevice: string | null
  newDevice: string | null
  /** What it put out of use; null where nobody knows it, or where it stays somebody else's. */
  replacedDevice: string | null
  way: string
  fault: string
  basis: string
  isTakenBack: boolean
  occurredAt: Instant
}

/** What head office sees to. Addresses are in the sealed record alone. */
interface ServiceCase {
  operationId: string
  terminalId: string
  operatorId: string | null
  deviceId: string | null
  fault: string
  openedAt: Instant
  closedAt: InstantOrNull
  closedBy: Nullable<string>
  /** How it ended. */
  conclusion: Nullable<string>
}

interface GuaranteeCaseTable extends ServiceCase {
  /** Null for a buyer without a registration. */
  accountId: string | null
  way: string
  basis: string
}

interface AssistanceCaseTable extends ServiceCase {
  accountId: string | null
  residence: string | null
  registeredIn: string | null
  visited: string | null
  answer: string | null
}

/** What was done in a case, by head office or at the counter; only added to. */
interface ServiceCaseStepTable {
  /** Of a store the operation itself. */
  stepId: string
  /** The operation that opened the case. */
  caseId: string
  step: CaseStep
  reason: Nullable<RefusalReason>
  takenAt: Instant
  takenBy: string
}

/** What waits for a customer's word; the details are in the sealed record alone. */
interface ContactChangeTable {
  operationId: string
  accountId: string
  hasNewEmail: boolean
  requestedAt: Instant
  decidedAt: InstantOrNull
  decision: Nullable<'carried-out' | 'refused' | 'taken'>
}

interface LoyaltyMembershipTable {
  operationId: string
  accountId: string
  action: 'join' | 'leave'
  termsVersion: string
  textHash: string
  language: string
  operatorId: string | null
  recordedAt: Instant
}

interface LoyaltyOfferTable {
  operationId: string
  deviceId: string
  accountId: string
  operatorId: string | null
  points: number
  offeredAt: Instant
}

interface LoyaltyEntryTable {
  operationId: string
  kind: 'earned' | 'redeemed' | 'reversed'
  /** Empty where the entry is about no device. */
  deviceId: string
  accountId: string
  points: number
  item: Nullable<string>
  at: Instant
}

interface OperatorAlertTable {
  alertId: string
  operatorId: string
  kind: 'too-fast' | 'nobody-confirms'
  raisedAt: Instant
  clearedAt: InstantOrNull
  clearedBy: Nullable<string>
}

/** What the manufacturer says that a box holds (R11). */
interface KitPartTable {
  partId: string
  kitId: string
  kind: PartKind
  addedAt: Instant
}

/** What was done to the parts of a box since; the last that was not undone says what is there. */
interface KitChangeTable {
  /** Their order. */
  number: Generated<string>
  operationId: string
  /** Whose kit it was, or whose part where nobody had the kit. */
  accountId: string | null
  kitId: string
  kind: PartKind
  /** Null where nobody could read it, or where whoever got it was removed. */
  oldPart: string | null
  /** Null where it was taken out. */
  newPart: string | null
  /** The new part does not go on with the term of its kit (R19). */
  hasOwnTerm: boolean
  isUndone: Defaulted<boolean>
  at: Instant
}

/** What stores do for customers after the sale, and the loyalty ledger. */
export interface ServiceTables {
  replacements: ReplacementTable
  guaranteeCases: GuaranteeCaseTable
  assistanceCases: AssistanceCaseTable
  serviceCaseSteps: ServiceCaseStepTable
  contactChanges: ContactChangeTable
  loyaltyMemberships: LoyaltyMembershipTable
  loyaltyOffers: LoyaltyOfferTable
  loyaltyEntries: LoyaltyEntryTable
  operatorAlerts: OperatorAlertTable
  kitParts: KitPartTable
  kitChanges: KitChangeTable
  knownDevices: { deviceId: string; addedAt: Instant }
}
