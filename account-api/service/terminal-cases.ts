import { sql } from 'kysely'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import {
  MAX_STEPS,
  MAX_TERMINAL_CASES,
  terminalCasesSchema,
} from '#shared/contracts/messages/terminal-cases.ts'
import type { TerminalCases } from '#shared/contracts/messages/terminal-cases.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { stepsOfCases } from './case-steps.ts'

/** A case that ended this long ago is nobody's question at the counter any more. */
export const ENDED_DAYS = 90

/** How far the cases of the guarantee and of assistance are that a terminal opened; those of nobody else, and no other kind. */
export async function readTerminalCases(context: Context, terminalId: TerminalId): Promise<TerminalCases> {
  const { database } = context
  const serverTime = now(context)
  const { rows } = await sql<{
    operationId: string
    openedAt: Date
    closedAt: Date | null
    conclusion: string | null
  }>`
    SELECT asked.* FROM (
      SELECT operation_id, opened_at, closed_at, conclusion FROM guarantee_cases WHERE terminal_id = ${terminalId}::uuid
      UNION ALL
      SELECT operation_id, opened_at, closed_at, conclusion FROM assistance_cases WHERE terminal_id = ${terminalId}::uuid
    ) AS asked
    LEFT JOIN voids ON voids.target_operation_id = asked.operation_id
    WHERE voids.target_operation_id IS NULL
      AND (closed_at IS NULL OR closed_at > ${serverTime}::timestamptz - make_interval(days => ${sql.lit(ENDED_DAYS)}))
    ORDER BY opened_at DESC, operation_id DESC
    LIMIT ${sql.lit(MAX_TERMINAL_CASES)}`.execute(database)
  const steps = await stepsOfCases(
    database,
    rows.map(({ operationId }) => operationId),
  )
  const cases = rows.map(({ operationId, openedAt, closedAt, conclusion }) => ({
    operationId,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    conclusion,
    steps: (steps.get(operationId) ?? []).slice(-MAX_STEPS),
  }))
  return terminalCasesSchema.parse({ serverTime, cases })
}
