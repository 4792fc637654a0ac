import { sql } from 'kysely'
import type { DatabaseTransaction } from '../../database/tables.ts'
import { keepContent } from '../../safe/kept-record.ts'
import { cipherFor, customersIn } from '../../safe/safe.ts'
import type { Safe } from '../../safe/safe.ts'
import type { Arrival } from '../arrival.ts'
import { targetOf } from '../dependencies.ts'
import { ARRIVAL_COLUMNS, readArrivals } from './read-arrivals.ts'

/**
 * Records that waited and may now be settled: those of the batch that were sent again, all that wait, directly or through
 * others, on what the batch brought or decides, and those that it takes back while they wait. Their rows are locked,
 * because another terminal's batch may free them too.
 */
export async function waitingAgain(
  transaction: DatabaseTransaction,
  given: {
    safe: Safe
    arrivals: readonly Arrival[]
    sentAgain: readonly string[]
    /** Operations that may be decided without a record of a till. */
    decided?: readonly string[]
  },
): Promise<readonly Arrival[]> {
  const { arrivals, sentAgain } = given
  const about = [...(given.decided ?? []), ...(await targetsOf(transaction, given))]
  const roots = [...arrivals.map((arrival) => arrival.header.id), ...sentAgain, ...about]
  const candidates = [...new Set([...sentAgain, ...about, ...(await dependentsOf(transaction, roots))])]
  if (candidates.length === 0) return []
  const rows = await transaction
    .selectFrom('inbox')
    .select([...ARRIVAL_COLUMNS])
    .where('operationId', 'in', candidates)
    .where(sql<string>`outcome->>'kind'`, '=', 'waiting')
    .orderBy('operationId')
    .forUpdate()
    .execute()
  const read = await readArrivals(transaction, { rows, safe: given.safe })
  const wereClosed = new Set(rows.filter(({ payload }) => payload === null).map(({ header }) => header.id))
  await keepOpened(transaction, {
    arrivals: read.filter(({ header }) => wereClosed.has(header.id)),
    safe: given.safe,
  })
  return read
}

/** What opens only now, because its sealing key came back or its type is known since, is kept as read from now on. */
export async function keepOpened(
  transaction: DatabaseTransaction,
  given: { arrivals: readonly Arrival[]; safe: Safe },
): Promise<void> {
  const opened = given.arrivals.filter(({ content }) => content.kind === 'opened')
  const ciphers = await given.safe.customers.read(
    transaction,
    customersIn(opened.map(({ header }) => header)),
  )
  for (const { header, content } of opened) {
    const payload = keepContent({ id: header.id, content }, cipherFor(given.safe, header, ciphers))
    await transaction.updateTable('inbox').set({ payload }).where('operationId', '=', header.id).execute()
  }
}

/** What the batch speaks about, and what that speaks about in turn: a decision in the case of a void frees its target. */
async function targetsOf(
  transaction: DatabaseTransaction,
  given: { arrivals: readonly Arrival[]; safe: Safe; decided?: readonly string[] },
): Promise<readonly string[]> {
  const found = new Set<string>()
  let next = [
    ...given.arrivals.map(targetOf).filter((id) => id !== null),
    ...(given.decided ?? []),
  ] as readonly string[]
  while (next.length > 0) {
    for (const id of next) found.add(id)
    const rows = await transaction
      .selectFrom('inbox')
      .select([...ARRIVAL_COLUMNS])
      .where('operationId', 'in', [...next])
      .execute()
    const read = await readArrivals(transaction, { rows, safe: given.safe })
    next = read.map(targetOf).filter((id) => id !== null && !found.has(id)) as readonly string[]
  }
  return [...found]
}

async function dependentsOf(
  transaction: DatabaseTransaction,
  roots: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>()
  let frontier = roots
  while (frontier.length > 0) {
    const rows = await transaction
      .selectFrom('waiting')
      .select('operationId')
      .distinct()
      .where('onOperationId', 'in', [...frontier])
      .execute()
    frontier = rows.map((row) => row.operationId).filter((id) => !found.has(id))
    for (const id of frontier) found.add(id)
  }
  return [...found]
}
