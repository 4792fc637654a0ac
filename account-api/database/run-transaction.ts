import { isTransient } from './database-error.ts'
import type { Database, DatabaseTransaction } from './tables.ts'

const TRIES = 6

/**
 * Runs the work in one transaction, and again from its start when another transaction was in the way (40001, 40P01).
 * The work must therefore have no effect outside the transaction. Throws when it fails for any other reason, or too often.
 */
export async function runTransaction<Value>(
  database: Database,
  work: (transaction: DatabaseTransaction) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction().execute(work)
    } catch (error) {
      if (attempt >= TRIES || !isTransient(error)) throw error
    }
  }
}
