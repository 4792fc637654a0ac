import { sql } from 'kysely'
import type * as z from 'zod'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { MAX_TERMINAL_CASES, terminalDisputesSchema } from '#shared/contracts/messages/terminal-cases.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import { ENDED_DAYS } from './terminal-cases.ts'

/**
 * The disputes of devices that records of a terminal opened, one a record, and how head office ended them (R12). Those of no
 * other terminal, and neither a device nor a person.
 */
export async function readTerminalDisputes(
  context: Context,
  terminalId: TerminalId,
): Promise<z.infer<typeof terminalDisputesSchema>> {
  const { rows } = await sql<{
    operationId: string
    openedAt: Date
    decision: string | null
    decidedAt: Date | null
  }>`
    SELECT operation_id, min(opened_at) AS opened_at,
      CASE WHEN bool_and(decided_at IS NOT NULL) THEN min(decision) END AS decision,
      CASE WHEN bool_and(decided_at IS NOT NULL) THEN max(decided_at) END AS decided_at
    FROM device_disputes JOIN inbox USING (operation_id)
    WHERE terminal_id = ${terminalId}::uuid
      AND (decided_at IS NULL OR decided_at > ${now(context)}::timestamptz - make_interval(days => ${sql.lit(ENDED_DAYS)}))
    GROUP BY operation_id
    ORDER BY opened_at DESC, operation_id DESC
    LIMIT ${sql.lit(MAX_TERMINAL_CASES)}`.execute(context.database)
  return terminalDisputesSchema.parse({
    disputes: rows.map(({ openedAt, decidedAt, ...dispute }) => ({
      ...dispute,
      openedAt: openedAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    })),
  })
}
