import type { ContactFields } from '#shared/contracts/operations/contact-change.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import type { DatabaseTransaction } from '../database/tables.ts'
import { asAmended } from '../ingest/amend.ts'
import { emailKeyOf } from '../ingest/email-key.ts'
import { loadRecords } from '../ingest/sql/load-records.ts'
import { encryptContact, openContact } from '../safe/contact.ts'
import type { Contact } from '../safe/contact.ts'

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
  const { safe } = context
  const loaded = await loadRecords(transaction, { ids: [operationId], except: new Set(), safe })
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
  const { safe } = context
  const { language, ...changed } = fields
  const before = await transaction
    .selectFrom('accounts')
    .select(['accountId', 'contact'])
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  const ciphers = await safe.customers.read(transaction, [accountId])
  const cipher = ciphers.get(accountId)
  assert(cipher !== undefined, 'an open account has a key')
  const contact = contactWith(openContact(before, ciphers), changed)
  const emailHash = safe.hashOf('email', emailKeyOf(contact.email))
  if (changed.email !== undefined) {
    const others = await transaction
      .selectFrom('accounts')
      .select('accountId')
      .where('emailHash', '=', emailHash)
      .where('closedAt', 'is', null)
      .execute()
    if (others.some((other) => other.accountId !== accountId)) return 'taken'
    if (others.length === 0) {
      await transaction
        .updateTable('accounts')
        .set({ emailHash, emailConfirmedAt: null })
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
      contact: encryptContact(contact, { accountId, cipher }),
      ...(language === undefined ? {} : { language }),
    })
    .where('accountId', '=', accountId)
    .execute()
  return 'carried-out'
}

function contactWith(before: Contact, changed: Omit<ContactFields, 'language'>): Contact {
  const { email = before.email, mobilePhone = before.mobilePhone } = changed
  const { postalAddress = before.postalAddress } = changed
  return { ...before, email, mobilePhone, postalAddress }
}
