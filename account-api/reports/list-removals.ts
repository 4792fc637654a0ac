import type { Database } from '../database/tables.ts'

const MOST = 100

/** The last removals, newest first: when and by whom; of whom nobody knows any more. */
export async function listRemovals(database: Database) {
  return database
    .selectFrom('removals')
    .select(['removalId', 'actor', 'removedAt'])
    .orderBy('removedAt', 'desc')
    .orderBy('removalId')
    .limit(MOST)
    .execute()
}
