import { PostgresAdapter, PostgresDialect, PostgresDriver, sql } from 'kysely'
import type { DatabaseConnection, DialectAdapter, Driver, Kysely, MigrationLockOptions } from 'kysely'
import type pg from 'pg'
import { DatabaseAway, isOfConnection } from './database-error.ts'

/** PostgreSQL by a pool, without what a pooler between transactions or a distributed PostgreSQL lacks (load/SPEC.md, OP8). */
export function postgresDialect(pool: pg.Pool): PostgresDialect {
  return new PlainDialect({ pool })
}

class PlainDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor(given: { pool: pg.Pool }) {
    super(given)
    this.#pool = given.pool
  }

  override createDriver(): Driver {
    return new TellingDriver({ pool: this.#pool })
  }

  override createAdapter(): DialectAdapter {
    return new RowLockAdapter()
  }
}

/** Says of a connection that fails that it failed: the driver's own errors differ in their text alone (OP4). */
class TellingDriver extends PostgresDriver {
  override async acquireConnection(
    ...given: Parameters<PostgresDriver['acquireConnection']>
  ): Promise<DatabaseConnection> {
    const connection = await telling(() => super.acquireConnection(...given))
    // The driver hands out the same object for a connection as often as it is used.
    if (!Object.hasOwn(connection, 'executeQuery')) {
      const execute = connection.executeQuery.bind(connection)
      const executeQuery: DatabaseConnection['executeQuery'] = async (query, options) =>
        telling(async () => execute(query, options))
      Object.assign(connection, { executeQuery })
    }
    return connection
  }
}

async function telling<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    throw isOfConnection(error) ? new DatabaseAway(error) : error
  }
}

/** One migration at a time by the lock of a row, which ends with its transaction. */
class RowLockAdapter extends PostgresAdapter {
  override async acquireMigrationLock(database: Kysely<unknown>, lock: MigrationLockOptions): Promise<void> {
    const { lockTable, lockRowId } = lock
    await sql`SELECT id FROM ${sql.table(lockTable)} WHERE id = ${lockRowId} FOR UPDATE`.execute(database)
  }

  override async releaseMigrationLock(): Promise<void> {}
}
