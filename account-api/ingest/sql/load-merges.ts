import type { Database, DatabaseTransaction } from '../../database/tables.ts'
import type { KnownMerge, Snapshot } from '../snapshot.ts'

/** The accounts that went into these, also through others. */
export async function loadMergedInto(
  database: Database,
  accountIds: readonly string[],
): Promise<Snapshot['merges']> {
  const found = new Map<string, KnownMerge>()
  let next = accountIds
  while (next.length > 0) {
    const rows = await database
      .selectFrom('accounts')
      .select(['accountId', 'mergedInto', 'mergedBy'])
      .where('mergedInto', 'in', [...next])
      .execute()
    const fresh = rows.filter(({ accountId }) => !found.has(accountId))
    for (const { accountId, mergedInto, mergedBy } of fresh)
      if (mergedInto !== null) found.set(accountId, { into: mergedInto, by: mergedBy })
    next = fresh.map(({ accountId }) => accountId)
  }
  return found
}

/** An account and all that are one with it by now. */
export async function loadWholeAccount(database: Database, accountId: string): Promise<readonly string[]> {
  return [accountId, ...(await loadMergedInto(database, [accountId])).keys()]
}

/** The accounts that these changes of contact made one with others, and those that these others went into since. */
export async function loadMergesBy(
  transaction: DatabaseTransaction,
  operationIds: readonly string[],
): Promise<Snapshot['merges']> {
  if (operationIds.length === 0) return new Map()
  const found = new Map<string, KnownMerge>()
  const rows = transaction.selectFrom('accounts').select(['accountId', 'mergedInto', 'mergedBy'])
  let next = await rows.where('mergedBy', 'in', [...operationIds]).execute()
  while (next.length > 0) {
    const into = new Set<string>()
    for (const { accountId, mergedInto, mergedBy } of next) {
      if (mergedInto === null) continue
      found.set(accountId, { into: mergedInto, by: mergedBy })
      if (!found.has(mergedInto)) into.add(mergedInto)
    }
    next = into.size === 0 ? [] : await rows.where('accountId', 'in', [...into]).execute()
  }
  return found
}
