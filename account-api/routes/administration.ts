import { answerChallenge } from '../administration/answer-challenge.ts'
import { makeEnrolmentCode, makeFirstPinCode } from '../administration/one-time-codes.ts'
import { putOperator, putStore } from '../administration/organisation.ts'
import { revokeTerminal } from '../administration/revoke-terminal.ts'
import { actorOf } from '../administrators/administrator.ts'
import type { Administrator } from '../administrators/administrator.ts'
import { makeAdministratorCode, putAdministrator } from '../administrators/put-administrator.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'

type Names =
  | 'putStore'
  | 'putOperator'
  | 'enrolmentCode'
  | 'firstPinCode'
  | 'pinReset'
  | 'revokeTerminal'
  | 'putAdministrator'
  | 'administratorCode'

/** What head office sets up: stores, operators, codes, responses by telephone, the end of a terminal, and its own people. */
export function administrationHandlers(context: Context): Pick<Handlers, Names> {
  const acting = (administrator: Administrator) => ({ ...context, actor: actorOf(administrator) })
  return {
    putStore: async ({ body, administrator }) => putStore(acting(administrator), body),
    putOperator: async ({ body, administrator }) => putOperator(acting(administrator), body),
    enrolmentCode: async ({ body, administrator }) => makeEnrolmentCode(acting(administrator), body),
    firstPinCode: async ({ body, administrator }) => makeFirstPinCode(acting(administrator), body),
    pinReset: async ({ body, administrator }) => answerChallenge(acting(administrator), body),
    revokeTerminal: async ({ body, params, administrator }) =>
      revokeTerminal(acting(administrator), { ...params, ...body }),
    putAdministrator: async ({ body, administrator }) =>
      putAdministrator(context, { by: administrator, wanted: body }),
    administratorCode: async ({ body, administrator }) =>
      makeAdministratorCode(context, { by: administrator, ...body }),
  }
}
