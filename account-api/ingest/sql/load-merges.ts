import type { DatabaseTransaction } from '../../database/tables.ts'
import type { KnownMerge, Snapshot } from '../snapshot.ts'

/** The accounts that went into these, also through others. */
export async function loadMergedInto(
  transaction: DatabaseTransaction,
  accountIds: readonly string[],
): Promise<Snapshot['merges']> {
  const found = new Map<string, KnownMerge>()
  let next = accountIds
  while (next.length > 0) {
    const rows = await transaction
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

/** The accounts that these changes of contact made one with others. */
export async function loadMergesBy(
  transaction: DatabaseTransaction,
  operationIds: readonly string[],
): Promise<Snapshot['merges']> {
  if (operationIds.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('accounts')
    .select(['accountId', 'mergedInto', 'mergedBy'])
    .where('mergedBy', 'in', [...operationIds])
    .execute()
  return new Map(
    rows.flatMap(({ accountId, mergedInto: into, mergedBy: by }) =>
      into === null ? [] : [[accountId, { into, by }] as const],
    ),
  )
}

/** Where what was in an account is now. */
export function lastOf(merges: Snapshot['merges'], accountId: string): string {
  const merge = merges.get(accountId)
  return merge === undefined ? accountId : lastOf(merges, merge.into)
}
