import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'

/**
 * The account that has a device, by itself or in a kit that the manufacturer put it into (R11). One that was taken out of its box, or that
 * another one came in the place of, is in no kit any more.
 */
export async function holderOfDevice(database: Database, deviceId: string): Promise<string | null> {
  const { rows } = await sql<{ accountId: string }>`SELECT account_id FROM devices
    WHERE released_at IS NULL AND (device_id = ${deviceId} OR device_id IN (SELECT kit_id FROM kit_parts
      WHERE part_id = ${deviceId}
        AND NOT EXISTS (SELECT FROM kit_changes WHERE kit_changes.kit_id = kit_parts.kit_id
          AND kit_changes.kind = kit_parts.kind AND NOT is_undone)
        AND NOT EXISTS (SELECT FROM replacements
          LEFT JOIN voids ON voids.target_operation_id = replacements.operation_id
          WHERE replaced_device = ${deviceId} AND voids.target_operation_id IS NULL)))
    ORDER BY (device_id = ${deviceId}) DESC LIMIT 1`.execute(database)
  return rows[0]?.accountId ?? null
}
