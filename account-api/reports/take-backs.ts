import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'

const MONTHS = 24

/** What a store took back in one month of its own calendar, as the producer's report of waste asks for it (R29). */
export interface TakeBacks {
  readonly month: string
  readonly storeId: string
  readonly storeName: string
  readonly devices: number
  readonly batteries: number
}

/** Used devices and batteries that customers handed in, the newest months first; what was taken back counts for nothing (R29). */
export async function countTakeBacks(database: Database): Promise<{
  readonly months: number
  readonly rows: readonly TakeBacks[]
}> {
  const { rows } = await sql<TakeBacks>`
    WITH counted AS (
      SELECT to_char(take_backs.occurred_at AT TIME ZONE stores.time_zone, 'YYYY-MM') AS month,
        stores.store_id, stores.name AS store_name, take_backs.kind, take_backs.count
      FROM take_backs
      JOIN terminals ON terminals.terminal_id = take_backs.terminal_id
      JOIN stores ON stores.store_id = terminals.store_id
      WHERE NOT EXISTS (SELECT 1 FROM voids WHERE voids.target_operation_id = take_backs.operation_id)
    )
    SELECT month, store_id, store_name,
      coalesce(sum(count) FILTER (WHERE kind = 'device'), 0)::integer AS devices,
      coalesce(sum(count) FILTER (WHERE kind = 'battery'), 0)::integer AS batteries
    FROM counted
    WHERE month IN (SELECT DISTINCT month FROM counted ORDER BY month DESC LIMIT ${MONTHS})
    GROUP BY month, store_id, store_name
    ORDER BY month DESC, store_id`.execute(database)
  return { months: MONTHS, rows }
}
