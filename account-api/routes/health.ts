import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { now } from '../context.ts'
import type { Handlers } from '../http/call.ts'

/** Whether the server answers, and the time that terminals trust. */
export function healthHandlers(context: Context): Pick<Handlers, 'health'> {
  return {
    health: async () =>
      ok({
        service: 'counterside-account-api',
        status: 'ok',
        realm: context.realm,
        serverTime: now(context),
        serverEpoch: context.serverEpoch,
        contractVersion: CONTRACT_VERSION,
      }),
  }
}
