import type { ContactFields } from '#shared/contracts/operations/contact-change.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { asAmended } from '../ingest/amend.ts'
import { emailKeyOf } from '../ingest/email-key.ts'
import { loadRecords } from '../ingest/sql/load-records.ts'

/** What a change that still waits for its customer would change; null where it is decided, taken back or unreadable. */
export async function readContactChange(
  context: Context,
  transaction: DatabaseTransaction,
  operationId: string,
): Promise<ContactFields | null> {
  const open = await transaction
    .selectFrom('contactChanges')
    .leftJoin('voids', 'voids.targetOperationId', 'contactChanges.operationId')
    .select('accountId')
    .where('contactChanges.operationId', '=', operationId)
    .where('decidedAt', 'is', null)
    .where('voids.targetOperationId', 'is', null)
    .executeTakeFirst()
  if (open === undefined) return null
  const unsealing = (keyId: string) => context.keys.unsealing(keyId)
  const loaded = await loadRecords(transaction, { ids: [operationId], except: new Set(), unsealing })
  const record = loaded.records.get(operationId)
  const content = record === undefined ? null : asAmended(record)?.content
  const operation = content?.kind === 'opened' ? content.operation : null
  return operation?.type === 'contact-change' ? operation.payload.fields : null
}

/** Carries a change of contact details out, or not, as its customer says [LK8]. */
export async function decideContactChange(
  context: Context,
  transaction: DatabaseTransaction,
  given: { change: { operationId: string; accountId: string }; isYes: boolean },
): Promise<'carried-out' | 'refused' | 'taken'> {
  const { change, isYes } = given
  const fields = await readContactChange(context, transaction, change.operationId)
  const decision =
    fields === null || !isYes ? 'refused' : await carryOut(context, transaction, { ...change, fields })
  await transaction
    .updateTable('contactChanges')
    .set({ decidedAt: now(context), decision })
    .where('operationId', '=', change.operationId)
    .execute()
  return decision
}

async function carryOut(
  context: Context,
  transaction: DatabaseTransaction,
  given: { operationId: string; accountId: string; fields: ContactFields },
): Promise<'carried-out' | 'taken'> {
  const { operationId, accountId, fields } = given
  const { email, mobilePhone, language, postalAddress } = fields
  const emailKey = email === undefined ? undefined : emailKeyOf(email)
  if (email !== undefined && emailKey !== undefined) {
    const others = await transaction
      .selectFrom('accounts')
      .select('accountId')
      .where('emailKey', '=', emailKey)
      .where('closedAt', 'is', null)
      .execute()
    if (others.some((other) => other.accountId !== accountId)) return 'taken'
    if (others.length === 0) {
      await transaction
        .updateTable('accounts')
        .set({ email, emailKey, emailConfirmedAt: null })
        .where('accountId', '=', accountId)
        .execute()
      await transaction
        .insertInto('mailRequests')
        .values({ operationId, kind: 'activation', accountId, requestedAt: now(context) })
        .execute()
    }
  }
  await transaction
    .updateTable('accounts')
    .set({
      // A column that stays keeps the statement whole where nothing else changes.
      accountId,
      ...(mobilePhone === undefined ? {} : { mobilePhone }),
      ...(language === undefined ? {} : { language }),
      ...(postalAddress === undefined
        ? {}
        : { postalAddress: postalAddress === null ? null : JSON.stringify(postalAddress) }),
    })
    .where('accountId', '=', accountId)
    .execute()
  return 'carried-out'
}
