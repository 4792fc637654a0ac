import type { PartKind } from '#shared/markets/device-catalogue.ts'
import type { NewRow } from '../database/tables.ts'
import type { Contact } from '../safe/contact.ts'

/** What an account is written with; how it is stored is not settling's matter. */
export interface AccountFacts extends Contact {
  readonly accountId: string
  /** What makes two addresses the same. */
  readonly emailKey: string
  readonly countryOfResidence: string
  readonly language: string
}

/** The tables that settling adds to, in the order in which their references allow it. */
export const EFFECT_TABLES = [
  'ageChecks',
  'ageCheckCorrections',
  'sales',
  'takeBacks',
  'terminalEvents',
  'accounts',
  'registrations',
  'devices',
  'deviceDisputes',
  'deviceHistory',
  'returns',
  'replacements',
  'kitChanges',
  'guaranteeCases',
  'assistanceCases',
  'serviceCaseSteps',
  'contactChanges',
  'loyaltyMemberships',
  'loyaltyOffers',
  'loyaltyEntries',
  'consents',
  'shownTexts',
  'cases',
  'mailRequests',
  'caseDecisions',
  'amendments',
  'voids',
  'dependencies',
] as const

interface WrittenRows {
  readonly accounts: AccountFacts & { readonly registeredAt: string }
}
type Written<Name extends (typeof EFFECT_TABLES)[number]> = Name extends keyof WrittenRows
  ? WrittenRows[Name]
  : NewRow<Name>
type EffectRows = { readonly [Name in (typeof EFFECT_TABLES)[number]]: readonly Written<Name>[] }

/** What settling changes in rows that are there. */
interface EffectChanges {
  /** Active ownerships that end. */
  readonly releasedDevices: readonly { deviceId: string; accountId: string; at: string }[]
  /** Ownerships that had ended and hold again. */
  readonly restoredDevices: readonly { deviceId: string; accountId: string; operationId: string }[]
  /** Changes of kits that hold no longer. */
  readonly undoneKitChanges: readonly { operationId: string; kitId: string; kind: PartKind }[]
  readonly decidedDisputes: readonly {
    deviceId: string
    operationId: string
    decision: 'transfer' | 'keep' | 'withdrawn'
    at: string
  }[]
  /** Another e-mail is one that nobody confirmed: what was confirmed before, and the password, go with the old one. */
  readonly changedAccounts: readonly AccountFacts[]
  /** `mergedInto`: the other account of the same person, where what was theirs is now. */
  readonly closedAccounts: readonly {
    accountId: string
    at: string
    mergedInto?: string
    mergedBy?: string
  }[]
  /** Accounts that were closed because they were one with another, and are accounts of their own again. */
  readonly reopenedAccounts: readonly { accountId: string }[]
  /** Operations whose mails are no longer to be sent. */
  readonly cancelledMails: readonly { operationId: string; at: string }[]
  readonly changedCases: readonly {
    caseId: string
    version: number
    kind: string
    choices: readonly string[]
    status: 'open' | 'closed'
    at: string
  }[]
  /** Accounts and customers who were removed: nothing that identifies them stays, but keyed hashes to know late records by. */
  readonly removals: readonly {
    readonly removalId: string
    readonly accountId: string | null
    /** Accounts that went into it. */
    readonly mergedAccountIds: readonly string[]
    readonly actor: string
    readonly emailKeys: readonly string[]
    readonly deviceIds: readonly string[]
    readonly at: string
    /** The latest time at which it can have been wished for. */
    readonly wishedAt: string
  }[]
  /** Customers whose keys are destroyed, and with them all that is kept of their records. */
  readonly removedCustomers: readonly { customerId: string; at: string }[]
  /** Operations whose sealed bytes, and what was amended in them, hold what must not be kept. */
  readonly erasedPayloads: readonly string[]
}

/** Everything that settling does to the database besides outcomes. In one step, changes go before additions. */
export interface Effects extends EffectRows, EffectChanges {}

const NO_CHANGES: EffectChanges = {
  releasedDevices: [],
  restoredDevices: [],
  undoneKitChanges: [],
  decidedDisputes: [],
  changedAccounts: [],
  closedAccounts: [],
  reopenedAccounts: [],
  cancelledMails: [],
  changedCases: [],
  removals: [],
  removedCustomers: [],
  erasedPayloads: [],
}

/** Nothing changes. */
export const NO_EFFECTS: Effects = {
  ageChecks: [],
  ageCheckCorrections: [],
  sales: [],
  takeBacks: [],
  terminalEvents: [],
  accounts: [],
  registrations: [],
  devices: [],
  deviceDisputes: [],
  deviceHistory: [],
  returns: [],
  replacements: [],
  kitChanges: [],
  guaranteeCases: [],
  assistanceCases: [],
  serviceCaseSteps: [],
  contactChanges: [],
  loyaltyMemberships: [],
  loyaltyOffers: [],
  loyaltyEntries: [],
  consents: [],
  shownTexts: [],
  cases: [],
  mailRequests: [],
  caseDecisions: [],
  amendments: [],
  voids: [],
  dependencies: [],
  ...NO_CHANGES,
}

const EFFECT_NAMES = Object.keys(NO_EFFECTS) as (keyof Effects)[]
const CHANGE_NAMES = Object.keys(NO_CHANGES) as (keyof EffectChanges)[]

/** All effects together, in the order given. */
export function joinEffects(parts: readonly Effects[]): Effects {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return only
  const joined: { -readonly [Name in keyof Effects]: Effects[Name] } = { ...NO_EFFECTS }
  const put = <Name extends keyof Effects>(name: Name, rows: Effects[Name]) => (joined[name] = rows)
  for (const name of EFFECT_NAMES) {
    const filled = parts.filter((part) => part[name].length > 0)
    if (filled.length > 0)
      put(name, filled.flatMap((part): readonly unknown[] => part[name]) as Effects[typeof name])
  }
  return joined
}

/**
 * The fewest steps that keep the order: whatever changes rows, or settles a record again, begins a new step, because it may
 * change what the steps before have added.
 */
export function stepsOf(parts: readonly Effects[]): readonly Effects[] {
  const groups: Effects[][] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (last === undefined || changesRows(part) || part.amendments.length > 0) groups.push([part])
    else last.push(part)
  }
  return groups.map(joinEffects)
}

function changesRows(part: Effects): boolean {
  return CHANGE_NAMES.some((name) => part[name].length > 0)
}
