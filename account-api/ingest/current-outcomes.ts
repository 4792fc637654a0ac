import type { OperationId, TerminalId } from '#shared/contracts/identifiers.ts'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { OperationResult } from '#shared/contracts/outcome.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { Database } from '../database/tables.ts'

/** What became of a terminal's own records until now, in the order asked. Those that it never delivered are left out. */
export async function currentOutcomes(
  database: Database,
  given: { terminalId: TerminalId; operationIds: readonly OperationId[] },
): Promise<readonly OperationResult[]> {
  const ids = [...new Set(given.operationIds)]
  const rows = await database
    .selectFrom('inbox')
    .select(['operationId', 'outcome'])
    .where('terminalId', '=', given.terminalId)
    .where('operationId', 'in', ids)
    .where('outcome', 'is not', null)
    .execute()
  const found = new Map(rows.map((row) => [row.operationId, outcomeSchema.parse(row.outcome)]))
  return ids.flatMap((id) => {
    const outcome = found.get(id)
    return outcome === undefined ? [] : [{ operationId: operationIdSchema.parse(id), outcome }]
  })
}
