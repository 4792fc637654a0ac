import { sql } from 'kysely'
import { instantOf } from '#shared/kernel/instant.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import type { Database } from '../database/tables.ts'
import { openContact } from '../safe/contact.ts'
import type { MailKey } from './compose-mail.ts'

/** How many requests a sender takes at once, and for how long they are its own [ML1]. */
const MOST = 20
export const CLAIM_MS = 5 * 60_000

/** A request that is this sender's for now, and the account that it goes to, as it is now [ML6]. */
export interface ClaimedMail extends MailKey {
  readonly caseId: string | null
  /** This one included. */
  readonly attempts: number
  readonly email: string
  /** The keyed hash of the address. */
  readonly emailHash: string
  readonly language: string
  readonly isConfirmed: boolean
}

/** Takes the oldest requests that may go out now: what lets a customer in always, the rest to confirmed addresses [ML4]. */
export async function claimMails(context: Context): Promise<readonly ClaimedMail[]> {
  const nowMs = context.clock.wallMs()
  const until = instantOf(nowMs + CLAIM_MS)
  const { rows } = await sql<Omit<ClaimedMail, 'email'> & { contact: string }>`
    WITH due AS (
      SELECT operation_id, kind, mail_requests.account_id, occasion,
        contact, email_hash, language, email_confirmed_at IS NOT NULL AS is_confirmed
      FROM mail_requests JOIN accounts ON accounts.account_id = mail_requests.account_id
      WHERE sent_at IS NULL AND cancelled_at IS NULL AND given_up_at IS NULL AND closed_at IS NULL
        AND NOT waits_for_address
        AND (next_try_at IS NULL OR next_try_at <= ${dateAt(nowMs)})
        AND (kind IN ('activation', 'password') OR email_confirmed_at IS NOT NULL
          OR EXISTS (SELECT FROM contact_changes
            WHERE contact_changes.operation_id = mail_requests.operation_id AND has_new_email))
      ORDER BY requested_at
      LIMIT ${sql.lit(MOST)}
      FOR UPDATE OF mail_requests SKIP LOCKED
    )
    UPDATE mail_requests SET attempts = attempts + 1, next_try_at = ${until}::timestamptz
    FROM due
    WHERE mail_requests.operation_id = due.operation_id AND mail_requests.kind = due.kind
      AND mail_requests.account_id = due.account_id AND mail_requests.occasion = due.occasion
    RETURNING mail_requests.operation_id, mail_requests.kind, mail_requests.account_id, mail_requests.occasion,
      case_id, attempts, contact, email_hash, language, is_confirmed`.execute(context.database)
  const { customers } = context.safe
  const ciphers = await customers.read(
    context.database,
    rows.map(({ accountId }) => accountId),
  )
  return rows.map(({ contact, ...mail }) => {
    const { email } = openContact({ accountId: mail.accountId, contact }, ciphers)
    return { ...mail, email }
  })
}

/** One request, to read or change. */
export function requestOf(database: Database, key: MailKey) {
  return database
    .updateTable('mailRequests')
    .where('operationId', '=', key.operationId)
    .where('kind', '=', key.kind)
    .where('accountId', '=', key.accountId)
    .where('occasion', '=', key.occasion)
}
