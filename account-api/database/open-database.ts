import { PGlite } from '@electric-sql/pglite'
import { CamelCasePlugin, Kysely, PGliteDialect } from 'kysely'
import type { Dialect, LogEvent } from 'kysely'
import pg from 'pg'
import { unreachable } from '#shared/kernel/assert.ts'
import { postgresDialect } from './postgres-dialect.ts'
import type { Database, Tables } from './tables.ts'

const DATE_OID = 1082
/** Longer than any statement may take: what is idle inside a transaction for so long has lost its node. */
const IDLE_IN_TRANSACTION_MS = 60_000

/**
 * Where the records live: PostgreSQL, an embedded database in a directory, or one in memory that ends with the process.
 * `emptyDatabase`: the files of a database that holds nothing, which are quicker loaded than made.
 */
export type DatabasePlace =
  | { readonly kind: 'postgres'; readonly url: string; readonly limits: DatabaseLimits }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'memory'; readonly emptyDatabase?: Blob | undefined }

/** What a node takes of PostgreSQL at most. Through a pooler the role's own settings hold instead (docs/operations.md). */
export interface DatabaseLimits {
  readonly connections: number
  /** How long one statement may take, and how long one waits for a connection, in milliseconds. */
  readonly statementMs: number
}

export const DEFAULT_LIMITS: DatabaseLimits = { connections: 10, statementMs: 15_000 }

/** How many connections a node has, and how many wait for one. */
export interface ConnectionCounts {
  readonly total: number
  readonly idle: number
  readonly waiting: number
}

export interface OpenDatabase {
  readonly database: Database
  /** Null for the embedded database: it has one connection. */
  readonly connections: (() => ConnectionCounts) | null
}

/**
 * Opens the database; nothing is read before the first query. A calendar day is read as text: it has no time zone.
 * Whoever watches hears of each statement once it ended.
 */
export function openDatabase(place: DatabasePlace, watch?: (event: LogEvent) => void): OpenDatabase {
  const { dialect, connections } = dialectOf(place)
  const database = new Kysely<Tables>({
    dialect,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    ...(watch === undefined ? {} : { log: watch }),
  })
  return { database, connections }
}

function dialectOf(place: DatabasePlace): { dialect: Dialect; connections: OpenDatabase['connections'] } {
  const parsers = { [DATE_OID]: (text: string) => text }
  switch (place.kind) {
    case 'postgres': {
      const pool = poolOf(place.url, place.limits)
      const connections = () => ({
        total: pool.totalCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      })
      return { dialect: postgresDialect(pool), connections }
    }
    case 'directory':
      return {
        dialect: new PGliteDialect({ pglite: new PGlite(place.path, { parsers }) }),
        connections: null,
      }
    case 'memory':
      return {
        dialect: new PGliteDialect({
          pglite: new PGlite({ parsers, ...(place.emptyDatabase && { loadDataDir: place.emptyDatabase }) }),
        }),
        connections: null,
      }
    default:
      return unreachable(place)
  }
}

function poolOf(url: string, limits: DatabaseLimits): pg.Pool {
  const types = new pg.TypeOverrides()
  types.setTypeParser(DATE_OID, (text: string) => text)
  const pool = new pg.Pool({
    connectionString: url,
    max: limits.connections,
    connectionTimeoutMillis: limits.statementMs,
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    types,
  })
  // A fail-over cuts connections, idle and in use. The pool replaces them; unheard, either event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}
