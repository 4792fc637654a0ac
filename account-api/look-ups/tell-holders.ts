import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'

/** Asks for a mail to each holder whose account was found, or tried for too often [LU7]. */
export async function tellHolders(database: Database): Promise<void> {
  await sql`WITH told AS (
      UPDATE account_look_ups SET is_to_tell = false WHERE is_to_tell
      RETURNING look_up_id, account_id, is_match, at
    )
    INSERT INTO mail_requests (operation_id, kind, account_id, requested_at)
    SELECT look_up_id, CASE WHEN is_match THEN 'account-found' ELSE 'look-up-failed' END, told.account_id, at
    FROM told JOIN accounts ON accounts.account_id = told.account_id AND closed_at IS NULL`.execute(database)
}
