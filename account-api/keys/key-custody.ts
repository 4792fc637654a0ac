import type { Realm } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Database } from '../database/tables.ts'
import type { WrappingKey } from '../safe/wrapping-key.ts'

/** What whoever changes keys works with. */
export interface KeyCustody {
  readonly database: Database
  readonly wrapping: WrappingKey
  readonly clock: Clock
  readonly random: Random
  readonly realm: Realm
  /** How long a record is here before it is surely in a backup away from this server (ingest/SPEC.md, IN22). */
  readonly backupLagMs: number
  /** Who does it, as the audit names them. */
  readonly actor: string
}
