import { sql } from 'kysely'
import { anomaliesSchema } from '#shared/contracts/messages/proof.ts'
import type { Anomalies } from '#shared/contracts/messages/proof.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'

const DAYS = 30
/** One birthday in 365 falls on a first of January; these many, and this share of them, are no chance. */
const ENOUGH_BIRTHDAYS = 3
const SHARE_OF_BIRTHDAYS = 0.03
/** A registration takes a minute, an age check ten seconds (experience.md, Speed). */
const MOST_IN_AN_HOUR = { 'age-check': 180, registration: 45 }

/** What of thirty days does not look like people at a counter. Counts alone: it tells of no customer. */
export async function findAnomalies(context: Pick<Context, 'database' | 'clock'>): Promise<Anomalies> {
  const { database } = context
  const since = dateAt(context.clock.wallMs() - DAYS * 86_400_000)
  const birthdays = await sql<{
    storeId: string
    storeName: string
    registrations: number
    firstOfJanuary: number
  }>`
    SELECT stores.store_id, stores.name AS store_name, count(*)::integer AS registrations,
      count(*) FILTER (WHERE accounts.is_born_on_first_of_january)::integer AS first_of_january
    FROM registrations
    JOIN accounts ON accounts.account_id = registrations.account_id
    JOIN terminals ON terminals.terminal_id = registrations.terminal_id
    JOIN stores ON stores.store_id = terminals.store_id
    WHERE registrations.occurred_at >= ${since}
    GROUP BY stores.store_id, stores.name
    ORDER BY first_of_january DESC, stores.store_id`.execute(database)
  const velocity = await sql`
    SELECT busy.operator_id, stores.store_id, stores.name AS store_name, stores.time_zone, busy.type, busy.hour, busy.records
    FROM (
      SELECT operator AS operator_id, terminals.store_id, 'age-check' AS type,
        date_trunc('hour', checked_at) AS hour, count(*)::integer AS records
      FROM age_checks JOIN terminals ON terminals.terminal_id = age_checks.terminal
      WHERE checked_at >= ${since}
      GROUP BY operator, terminals.store_id, date_trunc('hour', checked_at)
      HAVING count(*) > ${sql.lit(MOST_IN_AN_HOUR['age-check'])}
      UNION ALL
      SELECT operator_id, terminals.store_id, 'registration' AS type,
        date_trunc('hour', occurred_at) AS hour, count(*)::integer AS records
      FROM registrations JOIN terminals ON terminals.terminal_id = registrations.terminal_id
      WHERE occurred_at >= ${since} AND operator_id IS NOT NULL
      GROUP BY operator_id, terminals.store_id, date_trunc('hour', occurred_at)
      HAVING count(*) > ${sql.lit(MOST_IN_AN_HOUR.registration)}
    ) AS busy
    JOIN stores ON stores.store_id = busy.store_id
    ORDER BY busy.records DESC, busy.hour
    LIMIT 100`.execute(database)
  return anomaliesSchema.parse({
    days: DAYS,
    birthdays: birthdays.rows.map((row) => ({
      ...row,
      isSuspicious:
        row.firstOfJanuary >= ENOUGH_BIRTHDAYS && row.firstOfJanuary / row.registrations > SHARE_OF_BIRTHDAYS,
    })),
    velocity: (velocity.rows as { hour: Date }[]).map((row) => ({ ...row, hour: row.hour.toISOString() })),
  })
}
