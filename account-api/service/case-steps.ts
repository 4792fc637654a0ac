import type { KnownServiceCase } from '#shared/contracts/messages/terminal-cases.ts'
import type { DatabaseTransaction, Database } from '../database/tables.ts'

/** What was done in cases, by case, oldest first; what a store took back is not among it. */
export async function stepsOfCases(
  database: Database | DatabaseTransaction,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, KnownServiceCase['steps']>> {
  if (caseIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('serviceCaseSteps')
    .leftJoin('voids', 'voids.targetOperationId', 'serviceCaseSteps.stepId')
    .select(['caseId', 'step', 'serviceCaseSteps.reason', 'takenAt'])
    .where('caseId', 'in', [...caseIds])
    .where('voids.targetOperationId', 'is', null)
    .orderBy('takenAt')
    .orderBy('stepId')
    .execute()
  const steps = new Map<string, KnownServiceCase['steps']>(caseIds.map((id) => [id, []]))
  for (const { caseId, step, reason, takenAt } of rows)
    steps.get(caseId)?.push({ step, reason, at: takenAt.toISOString() })
  return steps
}
