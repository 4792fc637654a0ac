import type * as z from 'zod'
import type { operatorRequestSchema, storeRequestSchema } from '#shared/contracts/messages/administration.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import { marketByCode } from '../configuration/market-by-code.ts'
import type { Acting } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import type { ProblemFailure } from '../problem-failure.ts'

type Done = Result<{ done: true }, ProblemFailure>

const done = ok({ done: true } as const)

/** Adds a store or changes it. Refused when its market or its time zone is not known. */
export async function putStore(context: Acting, store: z.infer<typeof storeRequestSchema>): Promise<Done> {
  if (marketByCode(store.marketCode) === null) {
    return fail({
      problem: 'malformed-request',
      errors: [{ pointer: '/marketCode', detail: 'unknown market' }],
    })
  }
  // A till in a zone that its engine does not know could tell no day, and so no age.
  if (!isTimeZone(store.timeZone)) {
    return fail({
      problem: 'malformed-request',
      errors: [{ pointer: '/timeZone', detail: 'unknown time zone' }],
    })
  }
  const { storeId, ...rest } = store
  return runTransaction(context.database, async (transaction) => {
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

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
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
      return fail({ problem: 'malformed-request', errors: [{ pointer: '/stores', detail: 'unknown store' }] })
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
