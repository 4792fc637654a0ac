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
  for (const removal of effects.removals) await removeAccount(transaction, { removal, safe })
  const { removedCustomers } = effects
  const at = removedCustomers[0]?.at
  if (at === undefined) return
  const customerIds = removedCustomers.map(({ customerId }) => customerId)
  await safe.customers.destroy(transaction, { customerIds, at })
  // The keys are gone already. The bytes go as well: they are of no use to anybody, and a backup may hold the keys.
  const theirs = sql<boolean>`header->>'aggregateId' IN (${sql.join(customerIds)})`
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
  given: { removal: Effects['removals'][number]; safe: Safe },
): Promise<void> {
  const { safe } = given
  const { removalId, accountId, actor, emailKeys, deviceIds, at: removedAt } = given.removal
  await transaction.insertInto('removals').values({ removalId, accountId, actor, removedAt }).execute()
  const hashes = [
    ...emailKeys.map((key) => safe.hashOf('email', key)),
    ...deviceIds.map((deviceId) => safe.hashOf('device', deviceId)),
  ]
  if (hashes.length > 0)
    await transaction
      .insertInto('removedIdentities')
      .values([...new Set(hashes)].map((identityHash) => ({ identityHash, removalId, removedAt })))
      .onConflict((conflict) =>
        conflict.column('identityHash').doUpdateSet({
          removalId: (row) => row.ref('excluded.removalId'),
          removedAt: (row) => row.ref('excluded.removedAt'),
        }),
      )
      .execute()
  if (accountId === null) return
  await transaction
    .updateTable('accounts')
    .set({
      contact: null,
      emailHash: null,
      isBornOnFirstOfJanuary: false,
      passwordHash: null,
      emailConfirmedAt: null,
    })
    .where('accountId', '=', accountId)
    .execute()
  for (const table of ['devices', 'deviceHistory', 'deviceDisputes', 'mailLinks'] as const)
    await transaction.deleteFrom(table).where('accountId', '=', accountId).execute()
  await transaction
    .updateTable('registrations')
    .set({ purchasePlace: null })
    .where('accountId', '=', accountId)
    .execute()
  // A return at a visit names devices; the visit's record is of nobody by itself.
  const returned = await transaction
    .updateTable('returns')
    .set({ devices: null })
    .where('accountId', '=', accountId)
    .returning('operationId')
    .execute()
  if (returned.length > 0)
    await transaction
      .updateTable('inbox')
      .set({ sealedPayload: null, payload: null })
      .where(
        'operationId',
        'in',
        returned.map(({ operationId }) => operationId),
      )
      .execute()
  await transaction
    .updateTable('mailRequests')
    .set({ cancelledAt: removedAt })
    .where('accountId', '=', accountId)
    .where('sentAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .execute()
}
