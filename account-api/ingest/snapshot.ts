import type { Outcome } from '#shared/contracts/outcome.ts'

/** A settled age check, as far as a sale or a registration may rest on it. */
export interface KnownAgeCheck {
  readonly terminalId: string
  readonly isAllowed: boolean
}

export interface KnownAccount {
  readonly accountId: string
  readonly dateOfBirth: string
}

/** Everything in the database that settling a batch depends on, and nothing more. */
export interface Snapshot {
  /** What became of the operations that the batch names, by id; null while it is open. */
  readonly outcomes: ReadonlyMap<string, Outcome | null>
  readonly ageChecks: ReadonlyMap<string, KnownAgeCheck>
  /** By normalised e-mail. */
  readonly accounts: ReadonlyMap<string, KnownAccount>
  /** The active owner of a device. */
  readonly deviceOwners: ReadonlyMap<string, string>
}

/** A snapshot that grows while its batch is settled, so that each record sees those before it. */
export interface GrowingSnapshot extends Snapshot {
  readonly outcomes: Map<string, Outcome | null>
  readonly ageChecks: Map<string, KnownAgeCheck>
  readonly accounts: Map<string, KnownAccount>
  readonly deviceOwners: Map<string, string>
}

/** A copy that may grow. */
export function growing(snapshot: Snapshot): GrowingSnapshot {
  return {
    outcomes: new Map(snapshot.outcomes),
    ageChecks: new Map(snapshot.ageChecks),
    accounts: new Map(snapshot.accounts),
    deviceOwners: new Map(snapshot.deviceOwners),
  }
}
