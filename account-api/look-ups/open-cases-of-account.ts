import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { loadWholeAccount } from '../ingest/sql/load-merges.ts'

/**
 * The open cases about an account and those that are one with it: of stores and head office, and of the guarantee and assistance. Those of
 * compliance nobody learns of.
 */
export async function openCasesOfAccount(database: Database, accountId: string) {
  const ids = await loadWholeAccount(database, accountId)
  const openCases = await database
    .selectFrom('cases')
    .innerJoin('inbox', 'inbox.operationId', 'cases.operationId')
    .select(['caseId', 'kind', 'openedAt'])
    .where('status', '=', 'open')
    .where('audience', '<>', 'compliance')
    .where(
      sql<boolean>`(inbox.header->>'aggregateId' IN (${sql.join(ids)}) OR inbox.header->>'aggregateId' IN
        (SELECT customer_id::text FROM registrations WHERE account_id IN (${sql.join(ids)})))`,
    )
    .orderBy('openedAt')
    .execute()
  const openServiceCases = await sql<{
    operationId: string
    kind: string
    deviceId: string
    openedAt: Date
  }>`
    SELECT open.operation_id, open.kind, open.device_id, open.opened_at FROM (
      SELECT operation_id, account_id, 'guarantee' AS kind, device_id, opened_at, closed_at FROM guarantee_cases
      UNION ALL
      SELECT operation_id, account_id, 'assistance', device_id, opened_at, closed_at FROM assistance_cases
    ) AS open
    LEFT JOIN voids ON voids.target_operation_id = open.operation_id
    WHERE account_id IN (${sql.join(ids)}) AND closed_at IS NULL AND voids.target_operation_id IS NULL
    ORDER BY opened_at, operation_id`.execute(database)
  return { openCases, openServiceCases: openServiceCases.rows }
}
