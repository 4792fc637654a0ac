import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Loyalty } from '#shared/markets/loyalty.ts'
import type { Market } from '#shared/markets/market.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { Arrival } from './arrival.ts'
import type { Effects } from './effects.ts'
import type { AgeRecomputation } from './recompute-age.ts'

/** What settling needs besides the records: what the market of the store says. */
export interface SettlementRules {
  readonly guarantee: Pick<Market['guarantee'], 'terms' | 'afterReplacement' | 'accidentsPer'>
  readonly loyalty: Pick<Loyalty, 'pointsPerDevice'> & {
    readonly isOn: boolean
    readonly items: readonly Pick<Loyalty['items'][number], 'id' | 'points'>[]
  }

  recomputeAge(given: { dateOfBirth: string; header: EnvelopeHeader; receivedAt: string }): AgeRecomputation
}

/** What became of one record. A record that is not accepted has no effect but its case. */
export interface Settled {
  readonly outcome: Outcome
  /** What is carried out first, because the effects rest on it. */
  readonly before?: Effects
  readonly effects: Effects
  /** What this record made of others: those it takes back, amends or decides, and what rested on them. */
  readonly others?: ReadonlyMap<string, Outcome>
}

export interface Settlement {
  readonly outcomes: ReadonlyMap<OperationId, Outcome>
  /** Everything together, to look at. */
  readonly effects: Effects
  /** The same, in the steps in which it is to be written. */
  readonly steps: readonly Effects[]
}

/** Whether a removal waits for open cases, or ends them. */
export type OpenCasesChoice = 'after-cases' | 'now-anyway'

/** What persons decided about a record since it was captured, as far as settling it again must know. */
export interface Grants {
  /** The document shown is that of the holder of the account with this e-mail. */
  readonly isSamePerson: boolean
  /** What to do with devices that another account has. */
  readonly foreignDevices: 'transfer' | 'dispute' | null
  /** On what ground a device is replaced that no voluntary guarantee covers. */
  readonly coverage: 'statutory' | 'paid' | null
  /** The account that the record itself made, where it is settled again to amend it. */
  readonly ownAccountId: string | null
  /** A terminal that acted on the record after the one that captured it; a new age check is made there. */
  readonly actingTerminalId: string | null
  /** Devices that were dealt with when the record was settled before: they are not claimed again. */
  readonly settledDevices: ReadonlySet<string>
  /** What becomes of cases that are open about a customer who is to be removed; null: nobody has said. */
  readonly openCases: OpenCasesChoice | null
  /** The record came after a removal that it matches: head office said so. */
  readonly isAfterRemoval: boolean
}

/** A record as it was captured. */
export const NO_GRANTS: Grants = {
  isSamePerson: false,
  foreignDevices: null,
  coverage: null,
  ownAccountId: null,
  actingTerminalId: null,
  settledDevices: new Set(),
  openCases: null,
  isAfterRemoval: false,
}

/** A record that is to be settled, and when that is: rows that it writes bear this time. */
export interface ToSettle {
  readonly arrival: Arrival
  readonly grants: Grants
  readonly at: string
  readonly rules: SettlementRules
}
