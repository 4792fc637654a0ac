import type { OperationId, TerminalId } from '#shared/contracts/identifiers.ts'
import { caseIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import { MAX_TOLD_OF_ID, type RecordResult } from '#shared/contracts/messages/outcomes.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { Database } from '../database/tables.ts'
import { groupBy } from './group-by.ts'
import { secondOutcome } from './open-case.ts'

/**
 * What became of a terminal's own records until now, in the order asked; of an id that was used again, of its first record and then of
 * each that came later [IN3]. Those that it never delivered are left out.
 */
export async function currentOutcomes(
  database: Database,
  given: { terminalId: TerminalId; operationIds: readonly OperationId[] },
): Promise<readonly (RecordResult & { readonly isFirst: boolean })[]> {
  const ids = [...new Set(given.operationIds)]
  const rows = await database
    .selectFrom('inbox')
    .select(['operationId', 'hash', 'outcome'])
    .where('terminalId', '=', given.terminalId)
    .where('operationId', 'in', ids)
    .where('outcome', 'is not', null)
    .execute()
  const first = new Map(rows.map((row) => [row.operationId, row]))
  const seconds = groupBy(await readSeconds(database, { ...given, ids }), (row) => row.operationId)
  return ids.flatMap((id) => {
    const operationId = operationIdSchema.parse(id)
    const row = first.get(id)
    const later = (seconds.get(id) ?? []).map(({ hash, outcome }) => ({
      operationId,
      hash,
      outcome,
      isFirst: false,
    }))
    const own =
      row === undefined
        ? []
        : [{ operationId, hash: row.hash, outcome: outcomeSchema.parse(row.outcome), isFirst: true }]
    return [...own, ...later].slice(0, MAX_TOLD_OF_ID)
  })
}

/** What came under these ids while another record had them, the latest first. */
async function readSeconds(
  database: Database,
  { terminalId, ids }: { terminalId: TerminalId; ids: readonly OperationId[] },
): Promise<readonly { operationId: string; hash: string; outcome: Outcome }[]> {
  const rows = await database
    .selectFrom('quarantine')
    .leftJoin('cases', (join) =>
      join
        .onRef('cases.operationId', '=', 'quarantine.operationId')
        .onRef('cases.envelopeHash', '=', 'quarantine.contentHash')
        .on('cases.kind', '=', 'id-reused'),
    )
    .select(['quarantine.operationId', 'contentHash', 'content', 'caseId', 'version', 'status'])
    .where('quarantine.terminalId', '=', terminalId)
    .where('quarantine.operationId', 'in', ids)
    .where('reason', '=', 'id-reused')
    .orderBy('receivedAt', 'desc')
    .orderBy('contentHash')
    .execute()
  return rows.map(({ operationId, contentHash, content, caseId, version, status }) => ({
    operationId,
    hash: contentHash,
    outcome: secondOutcome(
      caseId === null || version === null
        ? { isErased: content === null }
        : { caseId: caseIdSchema.parse(caseId), version, isOpen: status === 'open' },
    ),
  }))
}
