import type { RouteAccess } from '#shared/contracts/route.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { isAdministrator } from '../credentials/administrator.ts'
import type { AuthenticTerminal } from '../credentials/authentic-terminal.ts'
import { authenticateTerminal } from '../credentials/authenticate-terminal.ts'
import type { Context } from '../context.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import type { RequestProof } from './call.ts'

/** Whether the caller may use the route at all. A terminal may only speak of itself. */
export async function checkAccess(given: {
  context: Context
  adminToken: string
  access: RouteAccess
  proof: RequestProof
  params: Readonly<Record<string, unknown>>
}): Promise<Result<AuthenticTerminal | null, ProblemFailure>> {
  switch (given.access) {
    case 'open':
      return ok(null)
    case 'administrator':
      return isAdministrator(given.proof.authorization, given.adminToken)
    case 'terminal': {
      const terminal = await authenticateTerminal(given.context, given.proof)
      if (terminal.ok && terminal.value.terminalId !== given.params['terminalId'])
        return fail({ problem: 'forbidden' })
      return terminal
    }
    default:
      return unreachable(given.access)
  }
}
