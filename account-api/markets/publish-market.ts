import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'

/** `not-staged`: it was at no store yet [MD3]; `unknown-store`: not of its market, or none was named. */
export type PublishFailure = 'unknown-draft' | 'unknown-store' | 'not-staged'

/** Publishes a draft for some stores, or (`null`) for every store of its market. Tills get it when they next ask [MD4]. */
export async function publishMarket(
  context: Acting,
  given: { draftId: string; stores: readonly string[] | null },
): Promise<Result<{ stores: number }, PublishFailure>> {
  const { draftId } = given
  return runTransaction(context.database, async (transaction) => {
    const draft = await transaction
      .selectFrom('marketDrafts')
      .select(['marketCode', 'version'])
      .where('draftId', '=', draftId)
      .forUpdate()
      .executeTakeFirst()
    if (draft === undefined) return fail('unknown-draft')
    const rows = await transaction
      .selectFrom('stores')
      .select('storeId')
      .where('marketCode', '=', draft.marketCode)
      .execute()
    const known = new Set(rows.map(({ storeId }) => storeId))
    const stores = given.stores === null ? null : [...new Set(given.stores)]
    if (stores !== null && (stores.length === 0 || !stores.every((storeId) => known.has(storeId))))
      return fail('unknown-store')
    if (stores === null && known.size > 1) {
      const staged = await transaction
        .selectFrom('marketPublications')
        .select('number')
        .where('draftId', '=', draftId)
        .limit(1)
        .execute()
      if (staged.length === 0) return fail('not-staged')
    }
    const published = { draftId, publishedBy: context.actor, publishedAt: now(context) }
    await transaction
      .insertInto('marketPublications')
      .values((stores ?? [null]).map((storeId) => ({ ...published, storeId })))
      .execute()
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'market-published',
      subject: draftId,
      detail: `${draft.marketCode} ${draft.version} for ${stores === null ? 'all stores' : stores.join(' ')}`,
    })
    return ok({ stores: stores?.length ?? known.size })
  })
}
