import type { Database } from '../database/tables.ts'

/** The stores as the lines of a list, by their name. */
export async function storeOptions(database: Database): Promise<readonly (readonly [string, string])[]> {
  const rows = await database.selectFrom('stores').select(['storeId', 'name']).orderBy('name').execute()
  return rows.map(({ storeId, name }) => [storeId, name === storeId ? name : `${name} (${storeId})`])
}
