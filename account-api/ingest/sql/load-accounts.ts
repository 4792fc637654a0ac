import type { DatabaseTransaction } from '../../database/tables.ts'
import { openContact } from '../../safe/contact.ts'
import type { Safe } from '../../safe/safe.ts'
import { emailKeyOf } from '../email-key.ts'
import { groupBy } from '../group-by.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Subjects } from '../subjects.ts'
import { loadLoyalty } from './load-loyalty.ts'

type Accounts = Pick<Snapshot, 'accounts' | 'accountIds' | 'customers' | 'registrations' | 'loyalty'>

const NONE: Accounts = {
  accounts: new Map(),
  accountIds: new Set(),
  customers: new Map(),
  registrations: new Map(),
  loyalty: new Map(),
}

/**
 * The accounts that records speak of, by e-mail or by customer, and the registrations that count for them. They are locked:
 * nothing is added to an account that another transaction closes.
 */
export async function loadAccounts(
  transaction: DatabaseTransaction,
  given: { subjects: Subjects; accountIds: readonly string[]; spending: boolean; safe: Safe },
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
    .select(['accountId', 'contact', 'closedAt', 'mergedInto'])
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
  // Of accounts that became one, each speaks for the one that is open.
  const merged = await openEndsOf(transaction, rows)
  const current = new Map([...[...isOpen].map((id) => [id, id] as const), ...merged])
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
      ...current,
      ...made.flatMap(({ customerId, accountId }) => {
        const now = current.get(accountId)
        return now === undefined ? [] : [[customerId, now] as const]
      }),
    ]),
    registrations,
    loyalty: await loadLoyalty(transaction, given.spending ? [...new Set(current.values())] : []),
  }
}

/** Into which open account accounts went, perhaps through others; those that went into none are not among them. */
async function openEndsOf(
  transaction: DatabaseTransaction,
  accounts: readonly { accountId: string; mergedInto: string | null }[],
): Promise<readonly (readonly [string, string])[]> {
  const next = new Map(accounts.map(({ accountId, mergedInto }) => [accountId, mergedInto]))
  const isOpen = new Map<string, boolean>()
  let wanted = accounts.flatMap(({ mergedInto }) => mergedInto ?? [])
  while (wanted.length > 0) {
    const rows = await transaction
      .selectFrom('accounts')
      .select(['accountId', 'closedAt', 'mergedInto'])
      .where('accountId', 'in', wanted)
      .execute()
    for (const { accountId, closedAt, mergedInto } of rows) {
      isOpen.set(accountId, closedAt === null)
      next.set(accountId, mergedInto)
    }
    wanted = rows.flatMap(({ mergedInto }) =>
      mergedInto !== null && !isOpen.has(mergedInto) ? [mergedInto] : [],
    )
  }
  const endOf = (accountId: string): string => {
    const into = next.get(accountId) ?? null
    return into === null ? accountId : endOf(into)
  }
  return accounts.flatMap(({ accountId, mergedInto }) => {
    const end = endOf(accountId)
    return mergedInto !== null && isOpen.get(end) === true ? [[accountId, end] as const] : []
  })
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
