import { configurationSchema } from '#shared/contracts/configuration.ts'
import type { Configuration } from '#shared/contracts/configuration.ts'
import { operatorIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { Context } from '../context.ts'
import { responseChain } from '../credentials/response-chain.ts'
import type { Database } from '../database/tables.ts'
import { marketOfStore } from '../markets/market-of-store.ts'

/** What a configuration says, apart from its number and date. */
export type ConfigurationContent = Omit<Configuration, 'version' | 'issuedAt'>

const IDLE_LOCK_SECONDS = 60
const OPEN_CUSTOMER_LOCK_SECONDS = 300
const contentSchema = configurationSchema.omit({ version: true, issuedAt: true })

/** What head office has decided for a terminal as of now. Throws when there is no such terminal or its market is gone: a bug. */
export async function configurationContent(
  context: Context,
  database: Database,
  terminalId: string,
): Promise<ConfigurationContent> {
  const terminal = await database
    .selectFrom('terminals')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .where('terminals.terminalId', '=', terminalId)
    .select([
      'terminals.name as terminalName',
      'terminals.currentEpoch as epoch',
      'stores.storeId',
      'stores.name',
      'stores.timeZone',
      'stores.channel',
    ])
    .select('stores.marketCode')
    .executeTakeFirstOrThrow()
  const roster = await database
    .selectFrom('operators')
    .innerJoin('operatorStores', 'operatorStores.operatorId', 'operators.operatorId')
    .where('operatorStores.storeId', '=', terminal.storeId)
    .select(['operators.operatorId', 'operators.name', 'operators.roles'])
    .orderBy('operators.operatorId')
    .execute()
  return contentSchema.parse({
    realm: context.realm,
    terminalId,
    terminalName: terminal.terminalName,
    store: {
      storeId: terminal.storeId,
      name: terminal.name,
      timeZone: terminal.timeZone,
      channel: terminal.channel,
    },
    roster,
    resetAnchors: resetAnchors(context, { terminalId, epoch: terminal.epoch, roster }),
    sealing: await context.keys.sealing.newest(database),
    market: await marketOfStore(database, terminal),
    idleLockSeconds: IDLE_LOCK_SECONDS,
    openCustomerLockSeconds: OPEN_CUSTOMER_LOCK_SECONDS,
  })
}

/** What this till checks the responses to its operators with (C12). */
function resetAnchors(
  context: Context,
  given: { terminalId: string; epoch: number; roster: readonly { operatorId: string }[] },
): Record<string, string> {
  const terminalId = terminalIdSchema.parse(given.terminalId)
  return Object.fromEntries(
    given.roster.map((entry) => {
      const operatorId = operatorIdSchema.parse(entry.operatorId)
      const binding = { terminalId, epoch: given.epoch, operatorId }
      return [operatorId, responseChain(context.keys.pinReset, binding).anchor]
    }),
  )
}
