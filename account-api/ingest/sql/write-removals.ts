import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Safe } from '../../safe/safe.ts'
import type { Effects } from '../effects.ts'

/**
 * Carries removals out: keys are destroyed, what identifies anybody goes, and keyed hashes stay, so that late records are
 * recognised. What law keeps stays without a name: age checks, consents and their proof, purchases.
 */
export async function writeRemovals(
  transaction: DatabaseTransaction,
  given: { effects: Effects; safe: Safe },
): Promise<void> {
  const { effects, safe } = given
  const { removedCustomers } = effects
  const gone = removedCustomers.map(({ customerId }) => customerId)
  for (const removal of effects.removals)
    await removeAccount(transaction, { removal, safe, customerIds: gone })
  const at = removedCustomers[0]?.at
  if (at === undefined) return
  const customerIds = gone
  await safe.customers.destroy(transaction, { customerIds, at })
  // The keys are gone already. The bytes go as well: they are of no use to anybody, and a backup may hold the keys.
  const theirs = isOf(customerIds)
  await transaction
    .updateTable('amendments')
    .set({ changes: null })
    .where('targetOperationId', 'in', (inbox) =>
      inbox.selectFrom('inbox').select('operationId').where(theirs),
    )
    .execute()
  await transaction.updateTable('inbox').set({ sealedPayload: null, payload: null }).where(theirs).execute()
  await transaction
    .updateTable('quarantine')
    .set({ content: null })
    .where('customerId', 'in', customerIds)
    .execute()
}

async function removeAccount(
  transaction: DatabaseTransaction,
  given: { removal: Effects['removals'][number]; safe: Safe; customerIds: readonly string[] },
): Promise<void> {
  const { safe } = given
  const { removalId, accountId, actor, emailKeys, deviceIds, wishedAt, at: removedAt } = given.removal
  const accountIds = [...given.removal.mergedAccountIds, ...(accountId === null ? [] : [accountId])]
  await transaction.insertInto('removals').values({ removalId, accountId, actor, removedAt }).execute()
  // An address that an account had when it was made one with another is known by the hash that is there.
  const before =
    accountIds.length === 0
      ? []
      : await transaction
          .selectFrom('accounts')
          .select('emailHash')
          .where('accountId', 'in', accountIds)
          .execute()
  const hashes = [
    ...before.flatMap(({ emailHash }) => emailHash ?? []),
    ...emailKeys.map((key) => safe.hashOf('email', key)),
    ...deviceIds.map((deviceId) => safe.hashOf('device', deviceId)),
  ]
  if (hashes.length > 0)
    await transaction
      .insertInto('removedIdentities')
      .values([...new Set(hashes)].map((identityHash) => ({ identityHash, removalId, removedAt, wishedAt })))
      .onConflict((conflict) =>
        conflict.column('identityHash').doUpdateSet({
          removalId: (row) => row.ref('excluded.removalId'),
          removedAt: (row) => row.ref('excluded.removedAt'),
          wishedAt: (row) => row.ref('excluded.wishedAt'),
        }),
      )
      .execute()
  await forgetServiceCases(transaction, { ...given, accountIds })
  if (accountIds.length === 0) return
  await transaction
    .updateTable('accounts')
    .set({
      contact: null,
      emailHash: null,
      isBornOnFirstOfJanuary: false,
      passwordHash: null,
      emailConfirmedAt: null,
    })
    .where('accountId', 'in', accountIds)
    .execute()
  await hideLoyaltyDevices(transaction, { accountIds, safe })
  for (const table of [
    'devices',
    'deviceHistory',
    'deviceDisputes',
    'kitChanges',
    'mailLinks',
    'loyaltyOffers',
  ] as const)
    await transaction.deleteFrom(table).where('accountId', 'in', accountIds).execute()
  // A part that came out of somebody else's kit: that kit stays without it.
  await transaction
    .updateTable('kitChanges')
    .set({ oldPart: null })
    .where('operationId', 'in', (inbox) =>
      inbox.selectFrom('inbox').select('operationId').where(isOf(given.customerIds)),
    )
    .execute()
  await transaction
    .updateTable('registrations')
    .set({ purchasePlace: null })
    .where('accountId', 'in', accountIds)
    .execute()
  await transaction
    .updateTable('replacements')
    .set({ oldDevice: null, newDevice: null, replacedDevice: null })
    .where('accountId', 'in', accountIds)
    .execute()
  // A return at a visit names devices; the visit's record is of nobody by itself.
  const returned = await transaction
    .updateTable('returns')
    .set({ devices: null })
    .where('accountId', 'in', accountIds)
    .returning('operationId')
    .execute()
  await forgetContents(
    transaction,
    returned.map(({ operationId }) => operationId),
  )
  await transaction
    .updateTable('mailRequests')
    .set({ cancelledAt: removedAt })
    .where('accountId', 'in', accountIds)
    .where('sentAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .execute()
}

/** Ends open cases of the guarantee and of assistance, and forgets what all of them say of devices and journeys (R16). */
async function forgetServiceCases(
  transaction: DatabaseTransaction,
  given: {
    removal: Effects['removals'][number]
    accountIds: readonly string[]
    customerIds: readonly string[]
  },
): Promise<void> {
  const { accountIds, customerIds } = given
  const { actor, at } = given.removal
  const ofAccounts = accountIds.length === 0 ? sql`false` : sql`account_id IN (${uuids(accountIds)})`
  const ofCustomers =
    customerIds.length === 0
      ? sql`false`
      : sql`operation_id IN (SELECT operation_id FROM inbox
          WHERE ${isOf(customerIds)})`
  const ended = sql`device_id = NULL, closed_at = coalesce(closed_at, ${at}::timestamptz),
    closed_by = coalesce(closed_by, ${actor}), conclusion = coalesce(conclusion, 'withdrawn')`
  await sql`UPDATE guarantee_cases SET ${ended} WHERE ${ofAccounts} OR ${ofCustomers}`.execute(transaction)
  const { rows } = await sql<{ operationId: string }>`UPDATE assistance_cases SET ${ended}, residence = NULL,
    registered_in = NULL, visited = NULL, answer = NULL WHERE ${ofAccounts} OR ${ofCustomers}
    RETURNING operation_id`.execute(transaction)
  // Help at a visit stands in the aggregate of the visit, which is of nobody by itself.
  await forgetContents(
    transaction,
    rows.map(({ operationId }) => operationId),
  )
}

/** Points stay in the books under the account's number; their devices become keyed hashes, which earn nothing again (LY2). */
async function hideLoyaltyDevices(
  transaction: DatabaseTransaction,
  given: { accountIds: readonly string[]; safe: Safe },
): Promise<void> {
  const { rows } = await sql<{ accountId: string; deviceId: string }>`
    SELECT DISTINCT account_id, device_id FROM loyalty_entries
    WHERE account_id IN (${uuids(given.accountIds)}) AND device_id <> '' AND length(device_id) < 43`.execute(
    transaction,
  )
  for (const { accountId, deviceId } of rows)
    await sql`SELECT hide_loyalty_device(${accountId}::uuid, ${deviceId}, ${given.safe.hashOf('device', deviceId)})`.execute(
      transaction,
    )
}

async function forgetContents(transaction: DatabaseTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await transaction
    .updateTable('inbox')
    .set({ sealedPayload: null, payload: null })
    .where('operationId', 'in', [...ids])
    .execute()
}

/** Whether a row of the inbox is in an aggregate of these customers. */
function isOf(customerIds: readonly string[]) {
  return sql<boolean>`header->>'aggregateId' IN (${sql.join([...customerIds])})`
}

function uuids(ids: readonly string[]) {
  return sql.join(ids.map((id) => sql`${id}::uuid`))
}
