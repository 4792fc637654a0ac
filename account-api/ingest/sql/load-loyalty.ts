import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { KnownLoyalty, Snapshot } from '../snapshot.ts'

/** What accounts may spend. Their rows are locked first, so that two tills cannot spend the same points [LY6]. */
export async function loadLoyalty(
  transaction: DatabaseTransaction,
  accountIds: readonly string[],
): Promise<Snapshot['loyalty']> {
  if (accountIds.length === 0) return new Map()
  await transaction
    .selectFrom('accounts')
    .select('accountId')
    .where('accountId', 'in', [...accountIds])
    .orderBy('accountId')
    .forUpdate()
    .execute()
  const { rows } = await sql<KnownLoyalty & { accountId: string }>`
    SELECT account_id,
      coalesce((SELECT sum(points) FROM loyalty_entries
        WHERE loyalty_entries.account_id = accounts.account_id), 0)::integer AS balance,
      coalesce((SELECT action = 'join' FROM loyalty_memberships
        JOIN inbox ON inbox.operation_id = loyalty_memberships.operation_id
        LEFT JOIN voids ON voids.target_operation_id = loyalty_memberships.operation_id
        WHERE loyalty_memberships.account_id = accounts.account_id AND voids.target_operation_id IS NULL
        ORDER BY recorded_at DESC, epoch DESC, sequence DESC LIMIT 1), false) AS is_member
    FROM accounts WHERE account_id IN (${sql.join([...accountIds])})`.execute(transaction)
  return new Map(rows.map(({ accountId, ...loyalty }) => [accountId, loyalty]))
}
