import { marketSchema } from '#shared/markets/market.ts'
import type { Market } from '#shared/markets/market.ts'
import { marketByCode } from '../configuration/market-by-code.ts'
import type { Database } from '../database/tables.ts'

/**
 * The market data of a store as of now: what was last published for it, else what ships; null for a market that neither ships nor
 * was published for all [MD4][MD7]. It need not be a store yet.
 */
export async function marketOfStore(
  database: Database,
  given: { marketCode: string; storeId: string },
): Promise<Market | null> {
  const published = await database
    .selectFrom('marketPublications')
    .innerJoin('marketDrafts', 'marketDrafts.draftId', 'marketPublications.draftId')
    .select('content')
    .where('marketCode', '=', given.marketCode)
    .where((where) => where.or([where('storeId', 'is', null), where('storeId', '=', given.storeId)]))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return published === undefined ? marketByCode(given.marketCode) : marketSchema.parse(published.content)
}
