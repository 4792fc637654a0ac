import { answerChallenge } from '../administration/answer-challenge.ts'
import { makeEnrolmentCode, makeFirstPinCode } from '../administration/one-time-codes.ts'
import { putOperator, putStore } from '../administration/organisation.ts'
import { revokeTerminal } from '../administration/revoke-terminal.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'

type Names = 'putStore' | 'putOperator' | 'enrolmentCode' | 'firstPinCode' | 'pinReset' | 'revokeTerminal'

/** What head office sets up: stores, operators, codes, responses by telephone, and the end of a terminal. */
export function administrationHandlers(context: Context): Pick<Handlers, Names> {
  return {
    putStore: async ({ body }) => putStore(context, body),
    putOperator: async ({ body }) => putOperator(context, body),
    enrolmentCode: async ({ body }) => makeEnrolmentCode(context, body),
    firstPinCode: async ({ body }) => makeFirstPinCode(context, body),
    pinReset: async ({ body }) => answerChallenge(context, body),
    revokeTerminal: async ({ body, params }) => revokeTerminal(context, { ...params, ...body }),
  }
}
