import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import type { Database } from '#account-api/database/tables.ts'
import { openContact } from '#account-api/safe/contact.ts'
import type { Contact } from '#account-api/safe/contact.ts'
import { ledgerPlace } from '#account-api/safe/ledger-places.ts'
import { cipherFor, customersIn } from '#account-api/safe/safe.ts'
import type { Safe } from '#account-api/safe/safe.ts'

/** The contact data of every account that is open. */
export async function contactsIn(
  database: Database,
  safe: Safe,
): Promise<readonly (Contact & { readonly accountId: string })[]> {
  const rows = await database
    .selectFrom('accounts')
    .select(['accountId', 'contact'])
    .where('closedAt', 'is', null)
    .orderBy('accountId')
    .execute()
  const ciphers = await safe.customers.read(
    database,
    rows.map(({ accountId }) => accountId),
  )
  return rows.map((row) => ({ accountId: row.accountId, ...openContact(row, ciphers) }))
}

/** What was amended in records, oldest record first; null where it is erased. */
export async function amendmentsIn(
  database: Database,
  safe: Safe,
): Promise<readonly { operationId: string | null; targetOperationId: string; changes: unknown }[]> {
  const rows = await database
    .selectFrom('amendments')
    .innerJoin('inbox', 'inbox.operationId', 'amendments.targetOperationId')
    .select(['targetOperationId', 'position', 'amendments.operationId', 'changes', 'header'])
    .orderBy('targetOperationId')
    .orderBy('position')
    .execute()
  const headers = rows.map((row) => envelopeHeaderSchema.parse(row.header))
  const ciphers = await safe.customers.read(database, customersIn(headers))
  return rows.map(({ targetOperationId, operationId, position, changes, header }) => {
    const cipher = cipherFor(safe, header, ciphers)
    const text = cipher?.decrypt(changes ?? '', ledgerPlace.amendment(targetOperationId, position)) ?? null
    return { operationId, targetOperationId, changes: text === null ? null : JSON.parse(text) }
  })
}
