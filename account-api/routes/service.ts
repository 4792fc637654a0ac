import { actorOf } from '../administrators/administrator.ts'
import type { Administrator } from '../administrators/administrator.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'
import { listMails, retryMail } from '../mail/given-up.ts'
import { addKnownDevices } from '../service/known-devices.ts'
import { addKnownKits } from '../service/known-kits.ts'
import { clearOperatorAlert, listOperatorAlerts } from '../service/operator-alerts.ts'
import { closeServiceCase, listServiceCases, stepInServiceCase } from '../service/service-cases.ts'
import { ok } from '#shared/kernel/result.ts'

type Names =
  | 'serviceCases'
  | 'closeServiceCase'
  | 'stepInServiceCase'
  | 'mails'
  | 'retryMail'
  | 'operatorAlerts'
  | 'clearOperatorAlert'
  | 'knownDevices'
  | 'knownKits'

/** What head office sees to after the sale: guarantee, assistance, mails that did not go, and loyalty. */
export function serviceHandlers(context: Context): Pick<Handlers, Names> {
  const { database } = context
  const acting = (administrator: Administrator) => ({ ...context, actor: actorOf(administrator) })
  return {
    serviceCases: async () => ok({ cases: [...(await listServiceCases(database))] }),
    closeServiceCase: async ({ params, body, administrator }) =>
      closeServiceCase(acting(administrator), { ...params, ...body }),
    stepInServiceCase: async ({ params, body, administrator }) =>
      stepInServiceCase(acting(administrator), { ...params, ...body }),
    mails: async () => ok(await listMails(database)),
    retryMail: async ({ body, administrator }) => retryMail(acting(administrator), body),
    operatorAlerts: async () => ok({ alerts: [...(await listOperatorAlerts(database))] }),
    clearOperatorAlert: async ({ params, administrator }) =>
      clearOperatorAlert(acting(administrator), params),
    knownKits: async ({ body, administrator }) => addKnownKits(acting(administrator), body),
    knownDevices: async ({ body, administrator }) => addKnownDevices(acting(administrator), body),
  }
}
