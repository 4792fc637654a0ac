import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Snapshot } from '../snapshot.ts'

/** Open cases of the guarantee and of assistance in these accounts, or by these operations. */
export async function loadServiceCases(
  transaction: DatabaseTransaction,
  given: { accountIds: readonly string[]; operationIds: readonly string[] },
): Promise<Snapshot['serviceCases']> {
  const { accountIds, operationIds } = given
  const open = new Map<string, string | null>()
  for (const table of ['guaranteeCases', 'assistanceCases'] as const) {
    const rows = await transaction
      .selectFrom(table)
      .leftJoin('voids', 'voids.targetOperationId', `${table}.operationId`)
      .select([`${table}.operationId`, 'accountId'])
      .where('closedAt', 'is', null)
      .where('voids.targetOperationId', 'is', null)
      .where((where) =>
        where.or([
          ...(accountIds.length === 0 ? [] : [where('accountId', 'in', [...accountIds])]),
          ...(operationIds.length === 0 ? [] : [where(`${table}.operationId`, 'in', [...operationIds])]),
        ]),
      )
      .execute()
    for (const { operationId, accountId } of rows) open.set(operationId, accountId)
  }
  return open
}
