import { operatorRoleSchema } from '#shared/contracts/messages/administration.ts'
import type { OperatorRole } from '#shared/contracts/messages/administration.ts'
import type { Database } from '../database/tables.ts'

/** The roles of an operator at a store; null for one who is not of its roster [LU6]. */
export async function operatorAt(
  database: Database,
  given: { operatorId: string; storeId: string },
): Promise<readonly OperatorRole[] | null> {
  const row = await database
    .selectFrom('operators')
    .innerJoin('operatorStores', 'operatorStores.operatorId', 'operators.operatorId')
    .select('roles')
    .where('operators.operatorId', '=', given.operatorId)
    .where('storeId', '=', given.storeId)
    .executeTakeFirst()
  return row === undefined ? null : row.roles.map((role) => operatorRoleSchema.parse(role))
}
