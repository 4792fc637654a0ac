import { sql } from 'kysely'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { Safe } from '../safe/safe.ts'

/** Whose offers are looked at: those of accounts, of operators, or of devices. */
export interface DueOffers {
  readonly of: 'account' | 'operator' | 'device'
  readonly ids: readonly string[]
}

const COLUMNS = {
  account: sql`devices.account_id::text`,
  operator: sql`offers.operator_id`,
  device: sql`offers.device_id`,
}

/** A kit and what is in its box earn once together (R11). */
const KIT = sql`coalesce(box.kit_id, offers.device_id)`

/** Turns offers into points where everything that it takes is there [LY2]. Once for each device, however often it is asked. */
export async function creditPoints(
  transaction: DatabaseTransaction,
  given: { due: DueOffers; at: string; safe: Pick<Safe, 'hashOf'> },
): Promise<void> {
  const { due, at } = given
  if (due.ids.length === 0) return
  const used = await usedByRemoved(transaction, given)
  await sql`
    INSERT INTO loyalty_entries (operation_id, kind, device_id, account_id, points, at)
    SELECT DISTINCT ON (${KIT}) offers.operation_id, 'earned', offers.device_id, accounts.account_id, offers.points, ${at}::timestamptz
    FROM loyalty_offers AS offers
    JOIN devices ON devices.device_id = offers.device_id AND devices.operation_id = offers.operation_id
      AND devices.released_at IS NULL
    JOIN accounts ON accounts.account_id = devices.account_id
    JOIN known_devices ON known_devices.device_id = offers.device_id
    LEFT JOIN kit_parts AS box ON box.part_id = offers.device_id
    WHERE ${COLUMNS[due.of]} IN (${sql.join([...due.ids])})
      ${used.length === 0 ? sql`` : sql`AND offers.device_id NOT IN (${sql.join([...used])})`}
      AND accounts.closed_at IS NULL AND accounts.email_confirmed_at IS NOT NULL
      AND (SELECT action FROM loyalty_memberships AS memberships
        JOIN inbox ON inbox.operation_id = memberships.operation_id
        LEFT JOIN voids ON voids.target_operation_id = memberships.operation_id
        WHERE memberships.account_id = accounts.account_id AND voids.target_operation_id IS NULL
        ORDER BY recorded_at DESC, epoch DESC, sequence DESC LIMIT 1) = 'join'
      AND NOT EXISTS (SELECT FROM devices AS others
        LEFT JOIN voids ON voids.target_operation_id = others.operation_id
        WHERE others.device_id = offers.device_id AND others.operation_id <> offers.operation_id
          AND voids.target_operation_id IS NULL)
      AND NOT EXISTS (SELECT FROM operator_alerts AS alerts
        WHERE alerts.operator_id = offers.operator_id AND alerts.cleared_at IS NULL)
      AND NOT EXISTS (SELECT FROM loyalty_entries AS earned
        LEFT JOIN kit_parts AS other ON other.part_id = earned.device_id
        WHERE earned.kind = 'earned' AND coalesce(other.kit_id, earned.device_id) = ${KIT}
          AND earned.device_id <> offers.device_id)
    ORDER BY ${KIT}, offers.offered_at, offers.device_id
    ON CONFLICT DO NOTHING`.execute(transaction)
}

/** Of the devices that are due, those that a removed customer had: only their keyed hashes tell [LY2]. */
async function usedByRemoved(
  transaction: DatabaseTransaction,
  given: { due: DueOffers; safe: Pick<Safe, 'hashOf'> },
): Promise<readonly string[]> {
  const { due, safe } = given
  const { rows } = await sql<{ deviceId: string }>`SELECT DISTINCT offers.device_id
    FROM loyalty_offers AS offers
    JOIN devices ON devices.device_id = offers.device_id AND devices.operation_id = offers.operation_id
    JOIN known_devices ON known_devices.device_id = offers.device_id
    LEFT JOIN loyalty_entries AS earned ON earned.device_id = offers.device_id AND earned.kind = 'earned'
    WHERE ${COLUMNS[due.of]} IN (${sql.join([...due.ids])}) AND earned.device_id IS NULL`.execute(transaction)
  if (rows.length === 0) return []
  const devices = new Map(rows.map(({ deviceId }) => [safe.hashOf('device', deviceId), deviceId]))
  const used = await transaction
    .selectFrom('removedIdentities')
    .select('identityHash as hash')
    .where('identityHash', 'in', [...devices.keys()])
    .union((query) =>
      query
        .selectFrom('loyaltyEntries')
        .select('deviceId as hash')
        .where('kind', '=', 'earned')
        .where('deviceId', 'in', [...devices.keys()]),
    )
    .execute()
  return used.flatMap(({ hash }) => devices.get(hash) ?? [])
}
