import type { ChangedFields } from '#shared/contracts/operations/changed-fields.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { PartKind } from '#shared/markets/device-catalogue.ts'
import type { CaseAudience } from '#shared/contracts/messages/cases.ts'
import type { Arrival } from './arrival.ts'
import { LayeredMap } from './layered-map.ts'
import { isAboutRecord } from './open-case.ts'
import type { CaseSubject } from './open-case.ts'
import type { OpenCasesChoice } from './settlement.ts'

/** A settled age check, as far as a sale or a registration may rest on it. */
export interface KnownAgeCheck {
  readonly terminalId: string
  readonly isAllowed: boolean
}

export interface KnownAccount {
  readonly accountId: string
  readonly dateOfBirth: string
}

/** Whose a device is or was, and by which operation. */
export interface Ownership {
  readonly accountId: string
  readonly operationId: string
  /** That operation was taken back: nobody is given the device back by it. */
  readonly isTakenBack?: boolean
}

/** From when the guarantee of a device counts, and how often an accident was made good (R18); null: nobody knows from when. */
export interface Cover {
  readonly guaranteedFrom: string | null
  readonly accidentsFrom: string | null
  readonly accidents: number
}

/** A device as it is in an ownership. */
export interface KnownDevice extends Cover {
  readonly kind: string
  readonly model: string | null
  readonly origin: string
}

/** Which box the manufacturer put a part into. */
export interface BoxOfPart {
  readonly kitId: string
  readonly kind: PartKind
}

/** What an operation did to a part of a kit; `newPart` is null where it was taken out. */
export interface KitChange {
  readonly operationId: string
  /** Whose kit it was, or whose part where nobody had the kit. */
  readonly accountId: string | null
  readonly kind: PartKind
  readonly oldPart: string | null
  readonly newPart: string | null
  readonly hasOwnTerm: boolean
  readonly isUndone: boolean
}

/** What an account may do with points. */
export interface KnownLoyalty {
  readonly isMember: boolean
  readonly balance: number
}

/** What was amended in a record: by a correction (`choice` is null) or by a decision in its case. */
export interface Amendment {
  readonly choice: string | null
  readonly changes: ChangedFields | null
}

/** A settled record that another one is about. */
export interface KnownRecord {
  /** As captured. */
  readonly arrival: Arrival
  readonly amendments: readonly Amendment[]
  /** The account that it wrote to. */
  readonly accountId: string | null
}

export interface KnownCase extends CaseSubject {
  readonly kind: string
  readonly audience: CaseAudience
  readonly version: number
  readonly isOpen: boolean
  readonly choices: readonly string[]
}

/** An undecided claim to a device that another account has. */
export interface KnownDispute {
  readonly deviceId: string
  readonly accountId: string | null
  readonly wish: 'own' | 'free'
  readonly kind: string
  readonly model: string | null
  readonly origin: string
}

/** Into which account another one went, and by which change of contact. */
export interface KnownMerge {
  readonly into: string
  readonly by: string | null
}

/** That a terminal may speak for an account: it registered its customer (`matchedAt` is null), or it found it then. */
export interface Speaker {
  readonly terminalId: string
  readonly matchedAt: string | null
}

/** What an e-mail or a device was removed by. */
export interface KnownRemoval {
  /** The latest time at which it can have been wished for; when it was done, where head office did it. */
  readonly wishedAt: string
  /** Where the wish stands in its till's chain; null where head office removed. */
  readonly by: { readonly terminalId: string; readonly epoch: number; readonly sequence: number } | null
}

/** Everything in the database that settling a batch depends on, and nothing more. */
export interface Snapshot {
  /** What became of the operations that the batch names, by id; null while it is open. */
  readonly outcomes: ReadonlyMap<string, Outcome | null>
  readonly ageChecks: ReadonlyMap<string, KnownAgeCheck>
  /** Open accounts by normalised e-mail. */
  readonly accounts: ReadonlyMap<string, KnownAccount>
  /** Identities of accounts that exist or existed. */
  readonly accountIds: ReadonlySet<string>
  /** The open account of a customer: by the account itself, or by the aggregate of a registration with it. */
  readonly customers: ReadonlyMap<string, string>
  /** The active owner of a device. */
  readonly deviceOwners: ReadonlyMap<string, Ownership>
  /** Who had a device before. */
  readonly formerOwners: ReadonlyMap<string, readonly Ownership[]>
  /** A device by the ownership that it is in, see `ownershipKey`. */
  readonly devices: ReadonlyMap<string, KnownDevice>
  /** By part, what the manufacturer says; of a box that is named or has a part that is, all of it. */
  readonly boxes: ReadonlyMap<string, BoxOfPart>
  /** By kit, in the order in which they were settled; those that were undone keep their place. */
  readonly kitChanges: ReadonlyMap<string, readonly KitChange[]>
  /** Devices that are out of use, with the replacements that say so. */
  readonly replaced: ReadonlyMap<string, ReadonlySet<string>>
  /** By account; only of those that spend points. */
  readonly loyalty: ReadonlyMap<string, KnownLoyalty>
  /** Registrations that count, by account. */
  readonly registrations: ReadonlyMap<string, ReadonlySet<string>>
  /** By operation. */
  readonly records: ReadonlyMap<string, KnownRecord>
  /** The devices that an operation freed. */
  readonly freedBy: ReadonlyMap<string, ReadonlySet<string>>
  readonly disputes: ReadonlyMap<string, readonly KnownDispute[]>
  /** The settled operations that rest on an operation. */
  readonly dependants: ReadonlyMap<string, readonly CaseSubject[]>
  readonly cases: ReadonlyMap<string, KnownCase>
  /** When accounts with these e-mails, as they are made comparable, or with these devices were last removed. */
  readonly removedEmails: ReadonlyMap<string, KnownRemoval>
  readonly removedDevices: ReadonlyMap<string, KnownRemoval>
  /** Customers whose keys were destroyed. */
  readonly removedCustomers: ReadonlySet<string>
  /** The records of customers who are to be removed. */
  readonly customerRecords: ReadonlyMap<string, ReadonlySet<string>>
  /** Open cases of the guarantee and of assistance, by operation, with the account that they are in. */
  readonly serviceCases: ReadonlyMap<string, string | null>
  /** Accounts that are one with another, see `KnownMerge`. */
  readonly merges: ReadonlyMap<string, KnownMerge>
  /** Which terminals may speak for an account that was found; only of those that records name without a registration. */
  readonly speakers: ReadonlyMap<string, readonly Speaker[]>
  /** What persons decided about open cases, by removal. */
  readonly removalChoices: ReadonlyMap<string, OpenCasesChoice>
}

/** Where a device is found: each ownership has its own guarantee. */
export function ownershipKey(given: { readonly deviceId: string; readonly operationId: string }): string {
  return `${given.deviceId} ${given.operationId}`
}

/** A database that holds nothing that matters. */
export const EMPTY_SNAPSHOT: Snapshot = {
  outcomes: new Map(),
  ageChecks: new Map(),
  accounts: new Map(),
  accountIds: new Set(),
  customers: new Map(),
  deviceOwners: new Map(),
  formerOwners: new Map(),
  devices: new Map(),
  boxes: new Map(),
  kitChanges: new Map(),
  replaced: new Map(),
  loyalty: new Map(),
  registrations: new Map(),
  records: new Map(),
  freedBy: new Map(),
  disputes: new Map(),
  dependants: new Map(),
  cases: new Map(),
  removedEmails: new Map(),
  removedDevices: new Map(),
  removedCustomers: new Set(),
  customerRecords: new Map(),
  removalChoices: new Map(),
  serviceCases: new Map(),
  merges: new Map(),
  speakers: new Map(),
}

/** A snapshot that grows while its batch is settled, so that each record sees those before it. */
export type GrowingSnapshot = {
  readonly [Part in keyof Snapshot]: Snapshot[Part] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : Snapshot[Part] extends ReadonlySet<infer Member>
      ? Set<Member>
      : never
}

/** The same, and may grow; `snapshot` must stay as it is meanwhile. */
export function growing(snapshot: Snapshot): GrowingSnapshot {
  return {
    outcomes: new LayeredMap(snapshot.outcomes),
    ageChecks: new LayeredMap(snapshot.ageChecks),
    accounts: new LayeredMap(snapshot.accounts),
    accountIds: new Set(snapshot.accountIds),
    customers: new LayeredMap(snapshot.customers),
    deviceOwners: new LayeredMap(snapshot.deviceOwners),
    formerOwners: new LayeredMap(snapshot.formerOwners),
    devices: new LayeredMap(snapshot.devices),
    boxes: new LayeredMap(snapshot.boxes),
    kitChanges: new LayeredMap(snapshot.kitChanges),
    replaced: new LayeredMap(snapshot.replaced),
    loyalty: new LayeredMap(snapshot.loyalty),
    registrations: new LayeredMap(snapshot.registrations),
    records: new LayeredMap(snapshot.records),
    freedBy: new LayeredMap(snapshot.freedBy),
    disputes: new LayeredMap(snapshot.disputes),
    dependants: new LayeredMap(snapshot.dependants),
    cases: new LayeredMap(snapshot.cases),
    removedEmails: new LayeredMap(snapshot.removedEmails),
    removedDevices: new LayeredMap(snapshot.removedDevices),
    removedCustomers: new Set(snapshot.removedCustomers),
    customerRecords: new LayeredMap(snapshot.customerRecords),
    removalChoices: new LayeredMap(snapshot.removalChoices),
    serviceCases: new LayeredMap(snapshot.serviceCases),
    merges: new LayeredMap(snapshot.merges),
    speakers: new LayeredMap(snapshot.speakers),
  }
}

/** Whether a record's effects are in force: it was accepted, also while a person looks at what it rested on. */
export function isApplied(known: Snapshot, operationId: string): boolean {
  const outcome = known.outcomes.get(operationId)
  return outcome?.kind === 'accepted' || (outcome?.kind === 'case' && outcome.caseKind === 'support-reversed')
}

/** The case about a record that is open and keeps it from having an effect. */
export function openStoreCase(known: Snapshot, record: KnownRecord): [string, KnownCase] | undefined {
  const { header, hash } = record.arrival
  return [...known.cases].find(
    ([, kase]) =>
      kase.isOpen && isAboutRecord(kase.kind) && kase.operationId === header.id && kase.envelopeHash === hash,
  )
}

/** The open case about devices that a record claims of somebody else (R12). */
export function openDispute(known: Snapshot, record: KnownRecord): [string, KnownCase] | undefined {
  return [...known.cases].find(
    ([, kase]) =>
      kase.isOpen && kase.kind === 'device-disputed' && kase.operationId === record.arrival.header.id,
  )
}
