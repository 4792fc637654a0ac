import { sql } from 'kysely'
import type { DatabaseTransaction } from '../database/tables.ts'

/** So many customers at once, or in a row, are no people at a counter (C32) [LY4]. */
const TOO_MANY = 10

/** Raises an alert about operators whose registrations do not look like people's; one at a time for each. */
export async function raiseAlerts(
  transaction: DatabaseTransaction,
  given: { operatorIds: readonly string[]; at: string; newId(): string },
): Promise<void> {
  const { operatorIds, at } = given
  if (operatorIds.length === 0) return
  const { rows } = await sql<{ operatorId: string; kind: 'too-fast' | 'nobody-confirms' }>`
    WITH since AS (
      SELECT operators.operator_id,
        coalesce((SELECT max(cleared_at) FROM operator_alerts AS alerts
          WHERE alerts.operator_id = operators.operator_id), '-infinity'::timestamptz) AS cleared_at
      FROM unnest(ARRAY[${sql.join([...operatorIds])}]::text[]) AS operators (operator_id)
    ), recent AS (
      SELECT registrations.operator_id, registrations.account_id, registrations.occurred_at,
        inbox.operation_id, inbox.received_at
      FROM since
      JOIN registrations ON registrations.operator_id = since.operator_id
        AND registrations.occurred_at > ${at}::timestamptz - interval '30 days'
      JOIN inbox ON inbox.operation_id = registrations.operation_id AND inbox.received_at > since.cleared_at
    ), paced AS (
      SELECT operator_id, occurred_at, lag(occurred_at, ${sql.lit(TOO_MANY - 1)})
        OVER (PARTITION BY operator_id ORDER BY occurred_at) AS tenth_before
      FROM recent WHERE received_at > ${at}::timestamptz - interval '1 day'
    ), unanswered AS (
      SELECT recent.operator_id, accounts.email_confirmed_at,
        row_number() OVER (PARTITION BY recent.operator_id ORDER BY recent.received_at DESC) AS place
      FROM recent
      JOIN accounts ON accounts.account_id = recent.account_id
      JOIN mail_requests ON mail_requests.operation_id = recent.operation_id
        AND mail_requests.kind = 'activation' AND mail_requests.sent_at <= ${at}::timestamptz - interval '1 day'
    )
    SELECT DISTINCT operator_id, 'too-fast' AS kind FROM paced
      WHERE occurred_at - tenth_before <= interval '10 minutes'
    UNION ALL
    SELECT operator_id, 'nobody-confirms' AS kind FROM unanswered WHERE place <= ${sql.lit(TOO_MANY)}
      GROUP BY operator_id
      HAVING count(*) = ${sql.lit(TOO_MANY)} AND count(email_confirmed_at) = 0`.execute(transaction)
  for (const { operatorId, kind } of rows) {
    await transaction
      .insertInto('operatorAlerts')
      .values({ alertId: given.newId(), operatorId, kind, raisedAt: at })
      .onConflict((conflict) => conflict.column('operatorId').where('clearedAt', 'is', null).doNothing())
      .execute()
  }
}
