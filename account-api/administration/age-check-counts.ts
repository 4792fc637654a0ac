import { sql } from 'kysely'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { RouteResponse } from '#shared/contracts/routes.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Database } from '../database/tables.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/**
 * How many people a terminal checked and how that ended: counts alone. A check that was corrected or taken back is not
 * another person (R4).
 */
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
    .leftJoin('voids', 'voids.targetOperationId', 'ageChecks.operationId')
    .where('terminal', '=', terminalId)
    .where('voids.targetOperationId', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ageCheckCorrections')
            .leftJoin('voids as taken', 'taken.targetOperationId', 'ageCheckCorrections.operationId')
            .select('ageCheckCorrections.operationId')
            .whereRef('ageCheckCorrections.ageCheckId', '=', 'ageChecks.operationId')
            .where('taken.targetOperationId', 'is', null),
        ),
      ),
    )
    .groupBy(['ageChecks.outcome', 'ageChecks.reason'])
    .select(['ageChecks.outcome', 'ageChecks.reason', sql<number>`count(*)::integer`.as('checks')])
    .execute()
  const total = (outcome: 'allowed' | 'refused') =>
    counts.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.checks, 0)
  const byReason = Object.fromEntries(
    counts.flatMap((row) => (row.reason === null ? [] : [[row.reason, row.checks]])),
  )
  return ok({ terminalId, allowed: total('allowed'), refused: total('refused'), byReason })
}
