import type { Realm } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import type { Random } from '#shared/kernel/random.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Database } from './database/tables.ts'
import type { ServerKeys } from './keys/server-keys.ts'
import type { Log } from './log.ts'
import type { PasswordCosts } from './password-costs.ts'
import type { Safe } from './safe/safe.ts'

/** What every part of the server works with. */
export interface Context {
  readonly database: Database
  readonly keys: ServerKeys
  /** Encrypts and opens what the database keeps of customers. */
  readonly safe: Safe
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly realm: Realm
  /** Changes when the database was restored from a backup. */
  readonly serverEpoch: string
  /** Where browsers and terminals reach the server, without a path; null: where they say that they do. */
  readonly publicOrigin: string | null
  /** How long a record is here before it is surely in a backup away from this server (ingest/SPEC.md, IN22). */
  readonly backupLagMs: number
  readonly passwordCosts: PasswordCosts
}

/** A context in which somebody acts for head office; the audit names them so (administrators/SPEC.md, AD9). */
export interface Acting extends Context {
  readonly actor: string
}

/** The server's time, as the wire writes it. */
export function now(context: Pick<Context, 'clock'>): string {
  return instantOf(context.clock.wallMs())
}

/** A new identity. */
export function newId(context: Pick<Context, 'clock' | 'random'>): string {
  return uuidV7(context)
}
