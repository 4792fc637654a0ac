import type { Realm } from '#shared/contracts/identifiers.ts'
import type { Database } from '../database/tables.ts'

/**
 * Reads which server this database belongs to, writing it on the first start. Throws when the database holds records of
 * the other realm: practice and live never share one.
 */
export async function loadServerEpoch(given: {
  database: Database
  realm: Realm
  newEpoch: string
}): Promise<string> {
  await given.database
    .insertInto('serverState')
    .values({ realm: given.realm, serverEpoch: given.newEpoch, allKeysHereIn: given.newEpoch })
    .onConflict((conflict) => conflict.column('singleton').doNothing())
    .execute()
  const state = await given.database.selectFrom('serverState').selectAll().executeTakeFirstOrThrow()
  if (state.realm !== given.realm) {
    throw new Error(
      `this database holds ${state.realm} records; the account API was started for ${given.realm}`,
    )
  }
  return state.serverEpoch
}
