import { sql } from 'kysely'
import { refusalsSchema } from '#shared/contracts/messages/proof.ts'
import type { Refusals } from '#shared/contracts/messages/proof.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'

const DAYS = 30
/** From so many checks on, not one refusal is more likely carelessness than luck. */
const ENOUGH_CHECKS = 50

/** How many age checks each store made in thirty days, and how many ended in a refusal; a person counts once (R4). */
export async function countRefusals(context: Pick<Context, 'database' | 'clock'>): Promise<Refusals> {
  const since = dateAt(context.clock.wallMs() - DAYS * 86_400_000)
  const result = await sql<{ storeId: string; storeName: string; checks: number; refused: number }>`
    SELECT stores.store_id, stores.name AS store_name, count(checked.operation_id)::integer AS checks,
      count(*) FILTER (WHERE checked.outcome = 'refused')::integer AS refused
    FROM stores
    LEFT JOIN (
      SELECT age_checks.operation_id, age_checks.outcome, terminals.store_id
      FROM age_checks JOIN terminals ON terminals.terminal_id = age_checks.terminal
      WHERE age_checks.checked_at >= ${since}
        AND NOT EXISTS (SELECT 1 FROM voids WHERE voids.target_operation_id = age_checks.operation_id)
        AND NOT EXISTS (
          SELECT 1 FROM age_check_corrections AS corrections
          LEFT JOIN voids ON voids.target_operation_id = corrections.operation_id
          WHERE corrections.age_check_id = age_checks.operation_id AND voids.target_operation_id IS NULL
        )
    ) AS checked ON checked.store_id = stores.store_id
    GROUP BY stores.store_id, stores.name
    ORDER BY stores.store_id`.execute(context.database)
  const stores = result.rows.map((row) => ({
    ...row,
    isSuspicious: row.checks >= ENOUGH_CHECKS && row.refused === 0,
  }))
  const byWeight = (store: (typeof stores)[number]) => [store.isSuspicious ? 0 : 1, -store.checks] as const
  stores.sort((one, other) => {
    const [first, second] = [byWeight(one), byWeight(other)]
    return first[0] - second[0] || first[1] - second[1]
  })
  return refusalsSchema.parse({ days: DAYS, stores })
}
