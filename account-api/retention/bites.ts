import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { removeAccount } from '../administration/remove-account.ts'
import type { Context } from '../context.ts'
import { dateAt } from '../database/date-at.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { RetentionClassName } from './classes.ts'
import type { Cutoffs } from './periods.ts'
import { IS_OPEN_SERVICE_CASE, STEPS } from './steps.ts'
import type { Older, Step } from './steps.ts'

/** Who the audit says that it was. */
export const RETENTION_ACTOR = 'retention'
/** Rows of one statement: a transaction of it takes some tens of milliseconds. */
const BITE = 500
/** Accounts whose removal is looked at between two looks at the time. */
const ACCOUNTS_A_BITE = 20

/** A bounded piece of the sweep, which says how many rows it took [RT7]. */
interface Bite {
  readonly of: RetentionClassName
  /** How many rows it takes where there are enough. */
  readonly bite: number
  take(cutoffs: Cutoffs): Promise<number>
}

/** Everything that is swept, in the order in which it goes: an account before what its removal leaves. */
export function bitesOf(context: Context): readonly Bite[] {
  return [
    { of: 'accounts', bite: ACCOUNTS_A_BITE, take: (cutoffs) => removeForgotten(context, cutoffs) },
    ...STEPS.map((step) => ({
      of: step.of,
      bite: BITE,
      take: (cutoffs: Cutoffs) => takeStep(context, { step, cutoffs }),
    })),
    { of: 'loyalty', bite: BITE, take: ({ general }) => forget(context, 'forget_loyalty', general) },
    { of: 'audit', bite: BITE, take: ({ general }) => forget(context, 'forget_audit', general) },
  ]
}

async function takeStep(context: Context, given: { step: Step; cutoffs: Cutoffs }): Promise<number> {
  const { table, key, empties, due } = given.step
  const keys = sql.raw(key)
  const rows = sql.table(table)
  const what =
    empties === null
      ? sql`DELETE FROM ${rows}`
      : sql`UPDATE ${rows} SET ${sql.raw(empties.map((column) => `${column} = NULL`).join(', '))}`
  const statement = sql`${what} WHERE (${keys}) IN
    (SELECT ${keys} FROM ${rows} WHERE ${due(olderThan(given.cutoffs))} LIMIT ${sql.lit(BITE)} FOR UPDATE SKIP LOCKED)`
  return runTransaction(context.database, async (transaction) =>
    Number((await statement.execute(transaction)).numAffectedRows ?? 0n),
  )
}

/** A condition in SQL: the general cutoff, or the one of the market of the terminal that a column names [RT2]. */
function olderThan({ general, markets }: Cutoffs): Older {
  const at = (ms: number): RawBuilder<Date> => sql`${dateAt(ms)}::timestamptz`
  return (column, terminal) => {
    const aged = sql.ref(column)
    if (terminal === undefined || markets.size === 0) return sql<boolean>`${aged} < ${at(general)}`
    const cases = [...markets].map(([code, ms]) => sql`WHEN ${code} THEN ${at(ms)}`)
    const market = sql`(SELECT market_code FROM terminals JOIN stores USING (store_id)
      WHERE terminals.terminal_id = ${sql.ref(terminal)})`
    // The first condition is what an index is good for.
    return sql<boolean>`(${aged} < ${at(Math.max(general, ...markets.values()))}
      AND ${aged} < CASE ${market} ${sql.join(cases, sql` `)} ELSE ${at(general)} END)`
  }
}

async function forget(
  { database }: Context,
  name: 'forget_audit' | 'forget_loyalty',
  beforeMs: number,
): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    SELECT ${sql.raw(name)}(${dateAt(beforeMs)}::timestamptz, ${BITE}::integer) AS gone`.execute(database)
  return rows[0]?.gone ?? 0
}

/** Removes open accounts that nothing happened with, as if their holders had asked [RT8]; how many were removed. */
async function removeForgotten(context: Context, { general }: Cutoffs): Promise<number> {
  const cutoff = sql`${dateAt(general)}::timestamptz`
  const theirs = sql`registrations JOIN inbox ON inbox.header->>'aggregateId' = registrations.customer_id::text`
  const { rows } = await sql<{ accountId: string }>`SELECT account_id FROM accounts
    WHERE closed_at IS NULL AND registered_at < ${cutoff}
      AND (email_confirmed_at IS NULL OR email_confirmed_at < ${cutoff})
      AND NOT EXISTS (SELECT FROM ${theirs} WHERE registrations.account_id = accounts.account_id
        AND (inbox.received_at >= ${cutoff} OR inbox.outcome->>'kind' IN ('case', 'waiting')))
      AND NOT EXISTS (SELECT FROM ${theirs} JOIN cases ON cases.operation_id = inbox.operation_id
        WHERE registrations.account_id = accounts.account_id AND cases.status = 'open')
      AND NOT EXISTS (SELECT FROM guarantee_cases AS asked
        WHERE asked.account_id = accounts.account_id AND ${IS_OPEN_SERVICE_CASE})
      AND NOT EXISTS (SELECT FROM assistance_cases AS asked
        WHERE asked.account_id = accounts.account_id AND ${IS_OPEN_SERVICE_CASE})
    LIMIT ${sql.lit(ACCOUNTS_A_BITE)}`.execute(context.database)
  let removed = 0
  for (const { accountId } of rows) {
    const answer = await removeAccount(
      { ...context, actor: RETENTION_ACTOR },
      { accountId, openCases: 'refuse' },
    )
    if (answer.ok && answer.value.outcome === 'removed') removed += 1
  }
  return removed
}
