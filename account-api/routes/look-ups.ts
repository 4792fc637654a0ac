import { findAccount, findDevice } from '../administration/customer-look-up.ts'
import { actorOf } from '../administrators/administrator.ts'
import { countAgeChecks } from '../administration/age-check-counts.ts'
import { chainReports } from '../chain/chain-report.ts'
import { lookUpAccount } from '../look-ups/look-up-account.ts'
import { viewLoyaltyStanding } from '../loyalty/read-standing.ts'
import { viewAccount } from '../look-ups/view-account.ts'
import { viewKits } from '../look-ups/view-kits.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'

/** What head office reads, and what a desk finds. */
export function lookUpHandlers(
  context: Context,
): Pick<
  Handlers,
  'chain' | 'ageChecks' | 'account' | 'device' | 'lookUpAccount' | 'viewAccount' | 'viewKits' | 'viewLoyalty'
> {
  return {
    chain: async ({ params }) => chainReports(context, params.terminalId),
    ageChecks: async ({ params }) => countAgeChecks(context.database, params.terminalId),
    account: async ({ params, administrator }) =>
      findAccount({ ...context, actor: actorOf(administrator) }, params.accountId),
    device: async ({ params, administrator }) =>
      findDevice({ ...context, actor: actorOf(administrator) }, params.deviceId),
    lookUpAccount: async ({ body, terminal }) => lookUpAccount(context, { ...terminal, ...body }),
    viewAccount: async ({ params, terminal }) => viewAccount(context, { ...params, ...terminal }),
    viewKits: async ({ params, terminal }) => viewKits(context, { ...params, ...terminal }),
    viewLoyalty: async ({ params, terminal }) => viewLoyaltyStanding(context, { ...params, ...terminal }),
  }
}
