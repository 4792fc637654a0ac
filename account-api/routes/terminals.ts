import { fail, ok } from '#shared/kernel/result.ts'
import { issueConfiguration } from '../configuration/issue-configuration.ts'
import { noteConfiguration } from '../configuration/note-configuration.ts'
import type { Context } from '../context.ts'
import { grantToken } from '../credentials/grant-token.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { enrolTerminal } from '../enrolment/enrol-terminal.ts'
import { useFirstPinCode } from '../enrolment/use-first-pin-code.ts'
import type { Handlers } from '../http/call.ts'
import { readLoyaltyStanding } from '../loyalty/read-standing.ts'
import { OLDEST_CONTRACT_VERSION } from '../oldest-contract.ts'
import { readTerminalCases } from '../service/terminal-cases.ts'
import { readTerminalDisputes } from '../service/terminal-disputes.ts'

/** What a terminal does to become and stay one: enrolment, tokens, its configuration, its operators' first PINs, what its customers have. */
export function terminalHandlers(
  context: Context,
): Pick<
  Handlers,
  'enrol' | 'token' | 'configuration' | 'firstPin' | 'loyalty' | 'terminalCases' | 'terminalDisputes'
> {
  return {
    enrol: async ({ body }) =>
      body.contractVersion < OLDEST_CONTRACT_VERSION
        ? fail({ problem: 'client-too-old' })
        : enrolTerminal(context, body),
    token: async ({ body, proof }) => grantToken(context, { proof, assertion: body.client_assertion }),
    configuration: async ({ terminal: { terminalId }, query: { inForce = null, refused = null } }) => {
      await noteConfiguration(context.database, { terminalId, inForce, refused })
      return ok({
        configuration: await runTransaction(context.database, (transaction) =>
          issueConfiguration(context, transaction, terminalId),
        ),
      })
    },
    firstPin: async ({ body, params, terminal }) =>
      useFirstPinCode(context, { ...terminal, operatorId: params.operatorId, code: body.code }),
    terminalCases: async ({ terminal }) => ok(await readTerminalCases(context, terminal.terminalId)),
    terminalDisputes: async ({ terminal }) => ok(await readTerminalDisputes(context, terminal.terminalId)),
    loyalty: async ({ body, terminal }) => readLoyaltyStanding(context, { ...terminal, ...body }),
  }
}
