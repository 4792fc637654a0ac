import { sql } from 'kysely'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { MAX_SERVICE_CASES, serviceCasesSchema } from '#shared/contracts/messages/service.ts'
import type {
  CaseStep,
  Conclusion,
  OfficeStep,
  RefusalReason,
  ServiceCase,
} from '#shared/contracts/messages/service.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { newId, now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { marketRules } from '../ingest/market-rules.ts'
import { loadServiceCases } from '../ingest/sql/load-service-cases.ts'
import { settleInSql } from '../ingest/sql/settle-in-sql.ts'
import { waitingAgain } from '../ingest/sql/waiting-again.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** The open cases of the guarantee and of assistance, oldest first. They name no person and no place. */
export async function listServiceCases(database: Database): Promise<readonly ServiceCase[]> {
  const { rows } = await sql<{ openedAt: Date }>`
    SELECT open.*, stores.store_id, stores.name AS store_name, stores.time_zone
    FROM (
      SELECT operation_id, 'guarantee' AS kind, terminal_id, device_id, fault, way, basis, NULL AS visited, opened_at
      FROM guarantee_cases WHERE closed_at IS NULL
      UNION ALL
      SELECT operation_id, 'assistance' AS kind, terminal_id, device_id, fault, NULL, NULL, visited, opened_at
      FROM assistance_cases WHERE closed_at IS NULL
    ) AS open
    JOIN terminals ON terminals.terminal_id = open.terminal_id
    JOIN stores ON stores.store_id = terminals.store_id
    LEFT JOIN voids ON voids.target_operation_id = open.operation_id
    WHERE voids.target_operation_id IS NULL
    ORDER BY opened_at, open.operation_id
    LIMIT ${sql.lit(MAX_SERVICE_CASES)}`.execute(database)
  const cases = rows.map(({ openedAt, ...row }) => {
    const { terminalId: _terminal, ...shown } = row as Record<string, unknown>
    return { ...shown, openedAt: openedAt.toISOString() }
  })
  return serviceCasesSchema.parse({ cases }).cases
}

/** Ends a case of the guarantee or of assistance, once; null where none is open. */
export async function closeServiceCase(
  context: Acting,
  given: { operationId: OperationId; conclusion: Conclusion; reason?: RefusalReason | undefined },
): Promise<Result<{ done: true }, ProblemFailure>> {
  const { operationId, conclusion, reason } = given
  const closed = { closedAt: now(context), closedBy: context.actor, conclusion }
  return runTransaction(context.database, async (transaction) => {
    let ended = 0
    for (const table of ['guaranteeCases', 'assistanceCases'] as const) {
      const rows = await transaction
        .updateTable(table)
        .set(closed)
        .where('operationId', '=', operationId)
        .where('closedAt', 'is', null)
        .returning('operationId')
        .execute()
      ended += rows.length
    }
    if (ended === 0) return fail({ problem: 'not-found' })
    if (reason !== undefined) await addStep(context, transaction, { operationId, step: 'refused', reason })
    await settleWhatWaited(context, transaction, operationId)
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'service-case-closed',
      subject: operationId,
      detail: conclusion,
    })
    return ok({ done: true })
  })
}

/** Says what head office did in a case that is open; the store that opened it reads it. */
export async function stepInServiceCase(
  context: Acting,
  given: { operationId: OperationId; step: OfficeStep },
): Promise<Result<{ done: true }, ProblemFailure>> {
  const { operationId, step } = given
  return runTransaction(context.database, async (transaction) => {
    const open = await loadServiceCases(transaction, { accountIds: [], operationIds: [operationId] })
    if (!open.has(operationId)) return fail({ problem: 'not-found' })
    await addStep(context, transaction, { operationId, step, reason: null })
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'service-case-step',
      subject: operationId,
      detail: step,
    })
    return ok({ done: true })
  })
}

async function addStep(
  context: Acting,
  transaction: DatabaseTransaction,
  given: { operationId: OperationId; step: CaseStep; reason: RefusalReason | null },
): Promise<void> {
  const { operationId: caseId, step, reason } = given
  await transaction
    .insertInto('serviceCaseSteps')
    .values({ stepId: newId(context), caseId, step, reason, takenAt: now(context), takenBy: context.actor })
    .execute()
}

/** A removal that waits for the customer's last case goes on when that one ends (R16). */
async function settleWhatWaited(
  context: Acting,
  transaction: DatabaseTransaction,
  operationId: OperationId,
): Promise<void> {
  const { safe } = context
  const arrivals = await waitingAgain(transaction, {
    safe,
    arrivals: [],
    sentAgain: [],
    decided: [operationId],
  })
  const terminalId = arrivals[0]?.header.terminalId
  if (terminalId === undefined) return
  await settleInSql(transaction, {
    arrivals,
    rules: await marketRules(transaction, { terminalId }),
    receivedAt: now(context),
    safe,
    log: context.log,
    newId: () => newId(context),
  })
}
