import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../database/tables.ts'
import { groupBy } from '../group-by.ts'
import { ownershipKey } from '../snapshot.ts'
import { loadKits } from './load-kits.ts'
import type { Ownership, Snapshot } from '../snapshot.ts'

type Devices = Pick<
  Snapshot,
  'deviceOwners' | 'formerOwners' | 'devices' | 'disputes' | 'boxes' | 'kitChanges' | 'replaced'
>

/**
 * Who has and who had devices: those that records name with the kits that they are in, those that they brought, and all of the accounts that they wrote to.
 * Active ownerships are locked, so that a release and a transfer of one device go one after the other.
 */
export async function loadDevices(
  transaction: DatabaseTransaction,
  given: {
    deviceIds: readonly string[]
    operationIds: readonly string[]
    accountIds: readonly string[]
  },
): Promise<Devices> {
  const { operationIds, accountIds } = given
  const disputes =
    operationIds.length === 0
      ? []
      : await transaction
          .selectFrom('deviceDisputes')
          .select(['deviceId', 'operationId', 'accountId', 'wish', 'kind', 'model', 'origin'])
          .where('operationId', 'in', [...operationIds])
          .where('decidedAt', 'is', null)
          .orderBy('deviceId')
          .execute()
  const named = [...new Set([...given.deviceIds, ...disputes.map((dispute) => dispute.deviceId)])]
  const { kits, deviceIds } = await loadKits(transaction, named)
  if (deviceIds.length + operationIds.length + accountIds.length === 0) {
    return {
      ...kits,
      deviceOwners: new Map(),
      formerOwners: new Map(),
      devices: new Map(),
      disputes: new Map(),
    }
  }
  const rows = await transaction
    .selectFrom('devices')
    .select(['deviceId', 'operationId', 'accountId', 'releasedAt', 'kind', 'model', 'origin'])
    .select(['guaranteedFrom', 'accidentsFrom', 'accidents'])
    .select(
      sql<boolean>`EXISTS (SELECT FROM voids WHERE target_operation_id = devices.operation_id)`.as(
        'isTakenBack',
      ),
    )
    .where((where) =>
      where.or([
        ...(deviceIds.length === 0 ? [] : [where('deviceId', 'in', deviceIds)]),
        ...(operationIds.length === 0 ? [] : [where('operationId', 'in', [...operationIds])]),
        ...(accountIds.length === 0 ? [] : [where('accountId', 'in', [...accountIds])]),
      ]),
    )
    .orderBy('deviceId')
    .orderBy('releasedAt')
    .orderBy('operationId')
    .forUpdate()
    .execute()
  const ownership = ({ accountId, operationId }: Ownership): Ownership => ({ accountId, operationId })
  const former = rows.filter((row) => row.releasedAt !== null)
  return {
    ...kits,
    deviceOwners: new Map(
      rows.filter((row) => row.releasedAt === null).map((row) => [row.deviceId, ownership(row)]),
    ),
    formerOwners: new Map(
      [...groupBy(former, (row) => row.deviceId)].map(([id, group]) => [
        id,
        group.map((row) => ({ ...ownership(row), isTakenBack: row.isTakenBack })),
      ]),
    ),
    devices: new Map(
      rows.map(({ accountId: _account, releasedAt: _released, isTakenBack: _taken, ...row }) => [
        ownershipKey(row),
        row,
      ]),
    ),
    disputes: groupBy(disputes, (dispute) => dispute.operationId),
  }
}
