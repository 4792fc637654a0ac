import { OPERATION_CATALOGUE } from '#shared/contracts/operations/catalogue.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { sql } from 'kysely'
import { type Context, now } from '../../context.ts'
import { runTransaction } from '../../database/run-transaction.ts'
import type { DatabaseTransaction } from '../../database/tables.ts'
import type { Log } from '../../log.ts'
import { type Recurring, againAndAgain } from '../../recurring/again-and-again.ts'
import { groupBy } from '../group-by.ts'
import { ledgerParts } from './ledger-of.ts'
import { lockTerminal } from './lock-terminal.ts'
import { ARRIVAL_COLUMNS, readArrivals } from './read-arrivals.ts'
import { settleInSql } from './settle-in-sql.ts'
import { keepOpened, waitingAgain } from './waiting-again.ts'

/** So many at a time hold their terminal's row no longer than a batch does. */
const AT_ONCE = 100

/**
 * Settles what an older version of the server kept without knowing its type, as far as this version knows it, and what waited
 * for it [IN30]. Gives how many records were read now. Several nodes may do so at once: each record is settled once.
 */
export async function settleLearned(context: Context): Promise<number> {
  const { database } = context
  const rows = await database
    .selectFrom('inbox')
    .select(['operationId', 'terminalId'])
    .where(isLearned())
    .orderBy('terminalId')
    .orderBy('epoch')
    .orderBy('sequence')
    .execute()
  const terminals = groupBy(rows, ({ terminalId }) => terminalId)
  let count = 0
  for (const [terminalId, found] of terminals) {
    const ids = found.map(({ operationId }) => operationId)
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const operationIds = ids.slice(from, from + AT_ONCE)
      count += await runTransaction(database, async (transaction) =>
        settleSome(context, transaction, { terminalId, operationIds }),
      )
    }
  }
  return count
}

/** Settles what was learned now, and again at every interval until it is stopped: nodes of two versions may run together. */
export function settleLearnedAgainAndAgain(
  context: Context,
  given: { intervalMs: number; timer: Timer; log: Log },
): Recurring {
  const settle = async () => {
    if ((await settleLearned(context)) > 0) given.log.info({ event: 'types-learned' })
  }
  return againAndAgain(settle, { name: 'unknown-types', ...given })
}

async function settleSome(
  context: Context,
  transaction: DatabaseTransaction,
  given: { terminalId: string; operationIds: readonly string[] },
): Promise<number> {
  const parts = ledgerParts(context)
  const { safe } = parts
  const { terminalId, operationIds } = given
  await lockTerminal(transaction, terminalId)
  const rows = await transaction
    .selectFrom('inbox')
    .select([...ARRIVAL_COLUMNS])
    .where('operationId', 'in', [...operationIds])
    .where(isLearned())
    .orderBy('operationId')
    .forUpdate()
    .execute()
  // Where its key is away, or its content is not what its type says, it stays as it is.
  const learned = (await readArrivals(transaction, { rows, safe })).filter(
    ({ content }) => content.kind === 'opened',
  )
  await keepOpened(transaction, { arrivals: learned, safe })
  const again = await waitingAgain(transaction, { safe, arrivals: learned, sentAgain: [] })
  await settleInSql(transaction, {
    arrivals: [...learned, ...again],
    rules: await parts.rulesFor(transaction, terminalId),
    receivedAt: now(context),
    safe,
    log: parts.log,
    newId: () => parts.newId(),
  })
  return learned.length
}

/** It could not be read, and is of a type and a version that this program reads. */
function isLearned() {
  const known = Object.entries(OPERATION_CATALOGUE).map(
    ([type, { schemaVersion }]) =>
      sql`(header->>'type' = ${type} AND (header->>'schemaVersion')::integer <= ${schemaVersion})`,
  )
  return sql<boolean>`outcome->>'reason' = 'unknown-type' AND sealed_payload IS NOT NULL AND (${sql.join(known, sql` OR `)})`
}
