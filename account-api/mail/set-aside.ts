import { sql } from 'kysely'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database/tables.ts'

/** How many requests one step looks at. */
const MOST = 200

/**
 * Sets aside what cannot go before its customer confirms an address, and ends what is of an account that is closed, the
 * oldest first, so that rounds of sending read only what may go [ML4][ML6][ML9]. An account that is being confirmed is passed over: what
 * is set aside beside it would stay so. Returns how many requests it put out of the way.
 */
export async function setMailsAside(context: Pick<Context, 'database' | 'clock'>): Promise<number> {
  const now = instantOf(context.clock.wallMs())
  const { rows } = await sql`
    WITH stuck AS (
      SELECT operation_id, kind, mail_requests.account_id, occasion, closed_at IS NOT NULL AS is_over
      FROM mail_requests JOIN accounts ON accounts.account_id = mail_requests.account_id
      WHERE sent_at IS NULL AND cancelled_at IS NULL AND given_up_at IS NULL AND NOT waits_for_address
        AND (closed_at IS NOT NULL
          OR (kind NOT IN ('activation', 'password') AND email_confirmed_at IS NULL
            AND NOT EXISTS (SELECT FROM contact_changes
              WHERE contact_changes.operation_id = mail_requests.operation_id AND has_new_email)))
      ORDER BY requested_at
      LIMIT ${sql.lit(MOST)}
      FOR UPDATE OF mail_requests SKIP LOCKED
      FOR SHARE OF accounts SKIP LOCKED
    )
    UPDATE mail_requests SET waits_for_address = NOT is_over,
      cancelled_at = CASE WHEN is_over THEN ${now}::timestamptz END
    FROM stuck
    WHERE mail_requests.operation_id = stuck.operation_id AND mail_requests.kind = stuck.kind
      AND mail_requests.account_id = stuck.account_id AND mail_requests.occasion = stuck.occasion
    RETURNING 1`.execute(context.database)
  return rows.length
}

/** What waited for these accounts' addresses may go: they were confirmed. */
export async function releaseMailsOf(database: Database, accountId: string): Promise<void> {
  await database
    .updateTable('mailRequests')
    .set({ waitsForAddress: false })
    .where('accountId', '=', accountId)
    .where('waitsForAddress', '=', true)
    .execute()
}

/** A change of contact that asks at its new address from now on waits for no other one. */
export async function releaseMailsAbout(database: Database, operationIds: readonly string[]): Promise<void> {
  if (operationIds.length === 0) return
  await database
    .updateTable('mailRequests')
    .set({ waitsForAddress: false })
    .where('operationId', 'in', [...operationIds])
    .where('waitsForAddress', '=', true)
    .execute()
}
