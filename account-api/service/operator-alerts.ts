import { operatorAlertsSchema } from '#shared/contracts/messages/service.ts'
import type { OperatorAlert } from '#shared/contracts/messages/service.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { Database } from '../database/tables.ts'
import { creditPoints } from '../loyalty/credit-points.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** Operators whose registrations do not look like people's, and who was not looked at yet (loyalty/SPEC.md, LY4). */
export async function listOperatorAlerts(database: Database): Promise<readonly OperatorAlert[]> {
  const rows = await database
    .selectFrom('operatorAlerts')
    .leftJoin('operators', 'operators.operatorId', 'operatorAlerts.operatorId')
    .select(['alertId', 'operatorAlerts.operatorId', 'operators.name as operatorName', 'kind', 'raisedAt'])
    .where('clearedAt', 'is', null)
    .orderBy('raisedAt')
    .execute()
  const alerts = rows.map((row) => ({ ...row, raisedAt: row.raisedAt.toISOString() }))
  return operatorAlertsSchema.parse({ alerts }).alerts
}

/** Somebody looked: what is sound of the operator's registrations earns its points, and counting begins anew. */
export async function clearOperatorAlert(
  context: Acting,
  given: { alertId: string },
): Promise<Result<{ done: true }, ProblemFailure>> {
  const at = now(context)
  return runTransaction(context.database, async (transaction) => {
    const cleared = await transaction
      .updateTable('operatorAlerts')
      .set({ clearedAt: at, clearedBy: context.actor })
      .where('alertId', '=', given.alertId)
      .where('clearedAt', 'is', null)
      .returning('operatorId')
      .executeTakeFirst()
    if (cleared === undefined) return fail({ problem: 'not-found' })
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'operator-alert-cleared',
      subject: cleared.operatorId,
      detail: given.alertId,
    })
    await creditPoints(transaction, {
      due: { of: 'operator', ids: [cleared.operatorId] },
      at,
      safe: context.safe,
    })
    return ok({ done: true })
  })
}
