import { sql } from 'kysely'
import type { DatabaseTransaction } from '../database/tables.ts'
import type { Effects } from '../ingest/effects.ts'
import type { Safe } from '../safe/safe.ts'
import { creditPoints } from './credit-points.ts'
import { raiseAlerts } from './raise-alerts.ts'

const TAKES_POINTS_BACK = ['returned', 'corrected', 'voided']

/** What a settlement means for points: some are reversed, operators are looked at, and what is due is credited [LY2] [LY3] [LY4]. */
export async function settlePoints(
  transaction: DatabaseTransaction,
  given: { effects: Effects; at: string; safe: Pick<Safe, 'hashOf'>; newId(): string },
): Promise<void> {
  const { effects, at } = given
  await reversePoints(transaction, given)
  const operatorIds = unique(effects.registrations.map(({ operatorId }) => operatorId))
  await raiseAlerts(transaction, { operatorIds, at, newId: () => given.newId() })
  const accountIds = unique(
    [...effects.registrations, ...effects.loyaltyMemberships].map(({ accountId }) => accountId),
  )
  await creditPoints(transaction, { due: { of: 'account', ids: accountIds }, at, safe: given.safe })
}

async function reversePoints(
  transaction: DatabaseTransaction,
  given: { effects: Effects; at: string },
): Promise<void> {
  const { effects, at } = given
  const lost = effects.deviceHistory.filter(({ event }) => TAKES_POINTS_BACK.includes(event))
  const voided = effects.voids.map(({ targetOperationId }) => targetOperationId)
  if (lost.length + voided.length === 0) return
  const devices = lost.map(({ deviceId, accountId }) => sql`(${deviceId}, ${accountId}::uuid)`)
  const isLost = devices.length === 0 ? sql`false` : sql`(device_id, account_id) IN (${sql.join(devices)})`
  const isVoided =
    voided.length === 0
      ? sql`false`
      : sql`operation_id IN (${sql.join(voided.map((id) => sql`${id}::uuid`))})`
  await sql`
    INSERT INTO loyalty_entries (operation_id, kind, device_id, account_id, points, item, at)
    SELECT operation_id, 'reversed', device_id, account_id, -points, item, ${at}::timestamptz
    FROM loyalty_entries
    WHERE (kind = 'earned' AND ${isLost}) OR (kind = 'redeemed' AND ${isVoided})
    ON CONFLICT DO NOTHING`.execute(transaction)
}

function unique(ids: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))]
}
