import { sql } from 'kysely'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { RouteResponse } from '#shared/contracts/routes.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Database } from '../database/tables.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** How many checks a terminal made and how they ended: counts alone. */
export async function countAgeChecks(
  database: Database,
  terminalId: TerminalId,
): Promise<Result<RouteResponse<'ageChecks'>, ProblemFailure>> {
  const terminal = await database
    .selectFrom('terminals')
    .select('terminalId')
    .where('terminalId', '=', terminalId)
    .execute()
  if (terminal.length === 0) return fail({ problem: 'not-found' })
  const counts = await database
    .selectFrom('ageChecks')
    .where('terminal', '=', terminalId)
    .groupBy(['outcome', 'reason'])
    .select(['outcome', 'reason', sql<number>`count(*)::integer`.as('checks')])
    .execute()
  const total = (outcome: 'allowed' | 'refused') =>
    counts.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.checks, 0)
  const byReason = Object.fromEntries(
    counts.flatMap((row) => (row.reason === null ? [] : [[row.reason, row.checks]])),
  )
  return ok({ terminalId, allowed: total('allowed'), refused: total('refused'), byReason })
}
