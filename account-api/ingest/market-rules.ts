import { hasLoyalty } from '#shared/domain/benefits.ts'
import { assert } from '#shared/kernel/assert.ts'
import { marketOfStore } from '../markets/market-of-store.ts'
import type { Database } from '../database/tables.ts'
import { recomputeAge } from './recompute-age.ts'
import type { SettlementRules } from './settlement.ts'

/** The rules that hold for a terminal's records: those of its store's market. */
export async function marketRules(
  database: Database,
  given: { terminalId: string },
): Promise<SettlementRules> {
  const store = await database
    .selectFrom('terminals')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .where('terminals.terminalId', '=', given.terminalId)
    .select(['stores.marketCode', 'stores.storeId'])
    .executeTakeFirstOrThrow()
  const market = await marketOfStore(database, store)
  assert(market !== null, 'a store names a known market')
  const { guarantee, loyalty } = market
  return {
    recomputeAge: (person) => recomputeAge({ ...person, market }),
    guarantee,
    loyalty: { ...loyalty, isOn: hasLoyalty(market) },
  }
}
