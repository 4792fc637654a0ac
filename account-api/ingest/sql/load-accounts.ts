import type { DatabaseTransaction } from '../../database/tables.ts'
import { openContact } from '../../safe/contact.ts'
import type { Safe } from '../../safe/safe.ts'
import { emailKeyOf } from '../email-key.ts'
import { groupBy } from '../group-by.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Subjects } from '../subjects.ts'

type Accounts = Pick<Snapshot, 'accounts' | 'accountIds' | 'customers' | 'registrations'>

const NONE: Accounts = {
  accounts: new Map(),
  accountIds: new Set(),
  customers: new Map(),
  registrations: new Map(),
}

/**
 * The accounts that records speak of, by e-mail or by customer, and the registrations that count for them. They are locked:
 * nothing is added to an account that another transaction closes.
 */
export async function loadAccounts(
  transaction: DatabaseTransaction,
  given: { subjects: Subjects; accountIds: readonly string[]; safe: Safe },
): Promise<Accounts> {
  const { safe } = given
  const { emailKeys, customerIds } = given.subjects
  if (emailKeys.length + customerIds.length + given.accountIds.length === 0) return NONE
  const made =
    customerIds.length === 0
      ? []
      : await transaction
          .selectFrom('registrations')
          .leftJoin('voids', 'voids.targetOperationId', 'registrations.operationId')
          .select(['customerId', 'accountId'])
          .where('customerId', 'in', [...customerIds])
          .where('voids.targetOperationId', 'is', null)
          .execute()
  const ids = [...new Set([...customerIds, ...given.accountIds, ...made.map((row) => row.accountId)])]
  const rows = await transaction
    .selectFrom('accounts')
    .select(['accountId', 'contact', 'closedAt'])
    .where((where) =>
      where.or([
        ...(emailKeys.length === 0
          ? []
          : [
              where(
                'emailHash',
                'in',
                emailKeys.map((key) => safe.hashOf('email', key)),
              ),
            ]),
        ...(ids.length === 0 ? [] : [where('accountId', 'in', ids)]),
      ]),
    )
    .orderBy('accountId')
    .forUpdate()
    .execute()
  const open = rows.filter((row) => row.closedAt === null)
  const isOpen = new Set(open.map((row) => row.accountId))
  const registrations = await registrationsOf(transaction, [...isOpen])
  const ciphers = await safe.customers.read(transaction, isOpen)
  return {
    accounts: new Map(
      open.map((row) => {
        const { email, dateOfBirth } = openContact(row, ciphers)
        return [emailKeyOf(email), { accountId: row.accountId, dateOfBirth }]
      }),
    ),
    accountIds: new Set(rows.map((row) => row.accountId)),
    customers: new Map([
      ...open.map(({ accountId }) => [accountId, accountId] as const),
      ...made
        .filter(({ accountId }) => isOpen.has(accountId))
        .map(({ customerId, accountId }) => [customerId, accountId] as const),
    ]),
    registrations,
  }
}

async function registrationsOf(
  transaction: DatabaseTransaction,
  accountIds: readonly string[],
): Promise<Snapshot['registrations']> {
  if (accountIds.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('registrations')
    .leftJoin('voids', 'voids.targetOperationId', 'registrations.operationId')
    .select(['registrations.operationId', 'accountId'])
    .where('accountId', 'in', [...accountIds])
    .where('voids.targetOperationId', 'is', null)
    .execute()
  return new Map(
    [...groupBy(rows, (row) => row.accountId)].map(([accountId, group]) => [
      accountId,
      new Set(group.map((row) => row.operationId)),
    ]),
  )
}
