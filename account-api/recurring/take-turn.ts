import { instantOf } from '#shared/kernel/instant.ts'
import { dateAt } from '../database/date-at.ts'
import type { Database } from '../database/tables.ts'

/**
 * Of several nodes one gets true, and nobody again before the interval is over; a turn further ahead than that counts for
 * nothing. The table has one row.
 */
export async function takeTurn(
  database: Database,
  given: { of: 'fleetChecks' | 'retentionSweeps'; nowMs: number; intervalMs: number },
): Promise<boolean> {
  const begunAt = instantOf(given.nowMs)
  const turn = await database
    .insertInto(given.of)
    .values({ begunAt })
    .onConflict((conflict) =>
      conflict
        .column('singleton')
        .doUpdateSet({ begunAt })
        .where(({ eb, or }) =>
          or([
            eb(`${given.of}.begunAt`, '<=', dateAt(given.nowMs - given.intervalMs)),
            // A clock that was ahead and is right again would keep everybody waiting until then.
            eb(`${given.of}.begunAt`, '>', dateAt(given.nowMs + given.intervalMs)),
          ]),
        ),
    )
    .returning('singleton')
    .execute()
  return turn.length > 0
}
