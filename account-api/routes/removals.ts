import { previewRemoval, removeAccount } from '../administration/remove-account.ts'
import { actorOf } from '../administrators/administrator.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'

/** The removal of accounts at head office. */
export function removalHandlers(context: Context): Pick<Handlers, 'removal' | 'removeAccount'> {
  return {
    removal: async ({ params, administrator }) =>
      previewRemoval({ ...context, actor: actorOf(administrator) }, params.accountId),
    removeAccount: async ({ params, body, administrator }) =>
      removeAccount({ ...context, actor: actorOf(administrator) }, { ...params, ...body }),
  }
}
