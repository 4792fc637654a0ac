import { sql } from 'kysely'
import type { CaseId } from '#shared/contracts/identifiers.ts'
import { MAX_CASES, casesResponseSchema } from '#shared/contracts/messages/cases.ts'
import type { CaseAudience, CasesResponse } from '#shared/contracts/messages/cases.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** A page of the open cases of these audiences. The look is audited; what it shows names no person. */
export async function openCases(
  context: Acting,
  given: { after: CaseId | undefined; audiences: readonly CaseAudience[] },
): Promise<Result<CasesResponse, ProblemFailure>> {
  const { after, audiences } = given
  await writeAudit(context, context.database, {
    actor: context.actor,
    action: 'cases-read',
    subject: after ?? 'first page',
    detail: null,
  })
  const from = context.database
    .selectFrom('cases')
    .leftJoin('inbox', 'inbox.operationId', 'cases.operationId')
    .where('status', '=', 'open')
    .where('audience', 'in', [...audiences])
  const rows = await (after === undefined ? from : from.where('caseId', '>', after))
    .select(['caseId', 'version', 'kind', 'audience', 'choices', 'cases.operationId', 'openedAt'])
    .select(['cases.terminalId', sql<string | null>`inbox.header->>'type'`.as('operationType')])
    .orderBy('caseId')
    .limit(MAX_CASES + 1)
    .execute()
  const page = rows.slice(0, MAX_CASES)
  return ok(
    casesResponseSchema.parse({
      cases: page.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })),
      next: rows.length > MAX_CASES ? page.at(-1)?.caseId : null,
    }),
  )
}
