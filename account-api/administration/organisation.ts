import type * as z from 'zod'
import type { operatorRequestSchema, storeRequestSchema } from '#shared/contracts/messages/administration.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { marketOfStore } from '../markets/market-of-store.ts'
import type { ProblemFailure } from '../problem-failure.ts'

type Done = Result<{ done: true }, ProblemFailure>

const done = ok({ done: true } as const)

/**
 * Adds a store or changes it. Refused when its market is not open, its time zone is none of the market's, or it would change
 * market under tills that were set up by the other one's rules [MD7].
 */
export async function putStore(context: Acting, store: z.infer<typeof storeRequestSchema>): Promise<Done> {
  const { storeId, ...rest } = store
  return runTransaction(context.database, async (transaction) => {
    const market = await marketOfStore(transaction, store)
    // What is switched on to practise with, counsel has not approved for customers (R8).
    if (market === null || (market.isPractice && context.realm === 'live'))
      return malformed('/marketCode', 'unknown market')
    // A till in a zone that is not its country's could tell no day, and so no age.
    if (!market.timeZones.stores.includes(store.timeZone))
      return malformed('/timeZone', 'no time zone of this market')
    const otherMarket = await transaction
      .selectFrom('terminals')
      .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
      .where('stores.storeId', '=', storeId)
      .where('marketCode', '!=', store.marketCode)
      .select('terminalId')
      .limit(1)
      .execute()
    if (otherMarket.length > 0) return malformed('/marketCode', 'tills of this store have another market')
    await transaction
      .insertInto('stores')
      .values(store)
      .onConflict((conflict) => conflict.column('storeId').doUpdateSet(rest))
      .execute()
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'store-put',
      subject: storeId,
      detail: null,
    })
    return done
  })
}

function malformed(pointer: string, detail: string): Done {
  return fail({ problem: 'malformed-request', errors: [{ pointer, detail }] })
}

/** Adds an operator to the roster or changes them; the stores are replaced whole. Refused when a store is not known. */
export async function putOperator(
  context: Acting,
  operator: z.infer<typeof operatorRequestSchema>,
): Promise<Done> {
  const { operatorId, name } = operator
  const roles = JSON.stringify(operator.roles)
  const stores = [...new Set(operator.stores)]
  return runTransaction(context.database, async (transaction) => {
    const known = await transaction
      .selectFrom('stores')
      .select('storeId')
      .where('storeId', 'in', stores)
      .execute()
    if (known.length !== stores.length) {
      return malformed('/stores', 'unknown store')
    }
    await transaction
      .insertInto('operators')
      .values({ operatorId, name, roles })
      .onConflict((conflict) => conflict.column('operatorId').doUpdateSet({ name, roles }))
      .execute()
    await transaction.deleteFrom('operatorStores').where('operatorId', '=', operatorId).execute()
    await transaction
      .insertInto('operatorStores')
      .values(stores.map((storeId) => ({ operatorId, storeId })))
      .execute()
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'operator-put',
      subject: operatorId,
      detail: null,
    })
    return done
  })
}
