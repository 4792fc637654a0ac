import { sql } from 'kysely'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { outcomeSchema } from '#shared/contracts/outcome.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Safe } from '../../safe/safe.ts'
import { emailKeyOf } from '../email-key.ts'
import { groupBy } from '../group-by.ts'
import type { Arrival } from '../arrival.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Subjects } from '../subjects.ts'
import { lastOf } from '../last-of.ts'
import { loadMergedInto } from './load-merges.ts'
import { loadServiceCases } from './load-service-cases.ts'

type Removed = Pick<Snapshot, 'removedEmails' | 'removedDevices' | 'removedCustomers'>

/** Which e-mails, devices and customers that records speak of were removed before. */
export async function loadRemoved(
  transaction: DatabaseTransaction,
  given: { subjects: Subjects; safe: Safe },
): Promise<Removed> {
  const { safe, subjects } = given
  const emails = new Map(subjects.emailKeys.map((key) => [safe.hashOf('email', key), key]))
  const devices = new Map(subjects.deviceIds.map((id) => [safe.hashOf('device', id), id]))
  const hashes = [...emails.keys(), ...devices.keys()]
  const identities =
    hashes.length === 0
      ? []
      : await transaction
          .selectFrom('removedIdentities')
          .leftJoin('inbox', 'inbox.operationId', 'removedIdentities.removalId')
          .select(['identityHash', 'removedAt', 'wishedAt', 'terminalId', 'epoch', 'sequence'])
          .where('identityHash', 'in', hashes)
          .execute()
  const named = (names: ReadonlyMap<string, string>) =>
    new Map(
      identities.flatMap(({ identityHash, removedAt, wishedAt, terminalId, epoch, sequence }) => {
        const name = names.get(identityHash)
        const isOfTill = terminalId !== null && epoch !== null && sequence !== null
        const by = isOfTill ? { terminalId, epoch, sequence } : null
        const removal = { wishedAt: (wishedAt ?? removedAt).toISOString(), by }
        return name === undefined ? [] : [[name, removal] as const]
      }),
    )
  const { customerIds } = subjects
  const customers =
    customerIds.length === 0
      ? []
      : await transaction
          .selectFrom('customerKeys')
          .select('customerId')
          .where('customerId', 'in', [...customerIds])
          .where('destroyedAt', 'is not', null)
          .execute()
  return {
    removedEmails: named(emails),
    removedDevices: named(devices),
    removedCustomers: new Set(customers.map(({ customerId }) => customerId)),
  }
}

/** All that a removal needs to know of the customers whom it is about. */
export interface ToRemove extends Pick<
  Snapshot,
  'customerRecords' | 'removalChoices' | 'serviceCases' | 'merges'
> {
  readonly customers: Snapshot['customers']
  readonly outcomes: ReadonlyMap<string, Outcome | null>
  readonly accountIds: readonly string[]
}

const NOTHING: ToRemove = {
  customers: new Map(),
  customerRecords: new Map(),
  removalChoices: new Map(),
  serviceCases: new Map(),
  merges: new Map(),
  outcomes: new Map(),
  accountIds: [],
}

/** Reads and locks the records of customers whom removals are about, and what persons decided in them. */
export async function loadToRemove(
  transaction: DatabaseTransaction,
  given: {
    arrivals: readonly Arrival[]
    accounts: Pick<Snapshot, 'accounts' | 'customers'>
    /** An account that head office removes. */
    removing?: string | undefined
  },
): Promise<ToRemove> {
  const removals = given.arrivals.filter(({ header }) => header.type === 'removal-request')
  if (removals.length === 0 && given.removing === undefined) return NOTHING
  const named = [
    ...removals.flatMap((arrival) => accountsOf(arrival, given.accounts)),
    ...(given.removing === undefined ? [] : [given.removing]),
  ]
  const merges = await loadMergedInto(transaction, named)
  const accountIds = [...new Set([...named, ...merges.keys()])]
  const made =
    accountIds.length === 0
      ? []
      : await transaction
          .selectFrom('registrations')
          .select(['customerId', 'accountId'])
          .where('accountId', 'in', accountIds)
          .execute()
  // Of accounts that were made one, all speak for the one that is open.
  const customers = new Map([
    ...made.map(({ customerId, accountId }) => [customerId, lastOf(merges, accountId)] as const),
    ...accountIds.map((accountId) => [accountId, lastOf(merges, accountId)] as const),
  ])
  const customerIds = [...customers.keys(), ...removals.map(({ header }) => header.aggregateId)]
  const records = await transaction
    .selectFrom('inbox')
    .select(['operationId', 'outcome', sql<string>`header->>'aggregateId'`.as('customerId')])
    .where(sql<boolean>`header->>'aggregateId' IN (${sql.join([...new Set(customerIds)])})`)
    .orderBy('operationId')
    .forUpdate()
    .execute()
  const serviceCases = await loadServiceCases(transaction, {
    accountIds,
    operationIds: records.map(({ operationId }) => operationId),
  })
  const choices =
    removals.length === 0
      ? []
      : await transaction
          .selectFrom('amendments')
          .select(['targetOperationId', 'choice'])
          .where(
            'targetOperationId',
            'in',
            removals.map(({ header }) => header.id),
          )
          .orderBy('position')
          .execute()
  return {
    customers,
    accountIds,
    merges,
    serviceCases,
    customerRecords: new Map(
      [...groupBy(records, (row) => row.customerId)].map(([id, group]) => [
        id,
        new Set(group.map((row) => row.operationId)),
      ]),
    ),
    outcomes: new Map(
      records.map(({ operationId, outcome }) => [
        operationId,
        outcome === null ? null : outcomeSchema.parse(outcome),
      ]),
    ),
    removalChoices: new Map(
      choices.flatMap(({ targetOperationId, choice }) =>
        choice === 'after-cases' || choice === 'now-anyway' ? [[targetOperationId, choice] as const] : [],
      ),
    ),
  }
}

function accountsOf(
  { header, content }: Arrival,
  { accounts, customers }: Pick<Snapshot, 'accounts' | 'customers'>,
): readonly string[] {
  const own = customers.get(header.aggregateId)
  if (content.kind === 'unreadable' || content.operation.type !== 'removal-request') return []
  const { who } = content.operation.payload
  const stated = who.by === 'statement' ? accounts.get(emailKeyOf(who.email))?.accountId : undefined
  return [own, stated].flatMap((id) => id ?? [])
}
