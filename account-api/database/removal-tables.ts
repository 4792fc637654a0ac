import type { Instant, InstantOrNull } from './columns.ts'

interface RemovalTable {
  /** The record that asked for it, or an identity of its own where head office did. */
  removalId: string
  accountId: string | null
  actor: string
  removedAt: Instant
}

interface RemovedIdentityTable {
  /** Keyed hash of an e-mail address or of a device ID. */
  identityHash: string
  removalId: string
  removedAt: Instant
  /** The latest time at which it can have been wished for; null of one that was removed before that was kept. */
  wishedAt: InstantOrNull
}

/** Who was removed, and what late records of them are known by. */
export interface RemovalTables {
  removals: RemovalTable
  removedIdentities: RemovedIdentityTable
}
