import type { Route } from '#shared/contracts/route.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Administrator } from '../administrators/administrator.ts'
import { authenticateAdministrator } from '../credentials/authenticate-administrator.ts'
import type { AuthenticTerminal } from '../credentials/authentic-terminal.ts'
import { authenticateTerminal } from '../credentials/authenticate-terminal.ts'
import type { Context } from '../context.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import type { RequestProof } from './call.ts'

/** Who was let in; both null on a route that is open. */
export interface Admitted {
  readonly terminal: AuthenticTerminal | null
  readonly administrator: Administrator | null
}

/** Whether the caller may use the route at all. A terminal may only speak of itself. */
export async function checkAccess(given: {
  context: Context
  adminToken: string
  route: Route
  proof: RequestProof
  params: Readonly<Record<string, unknown>>
}): Promise<Result<Admitted, ProblemFailure>> {
  const { context, proof, route, adminToken } = given
  switch (route.access) {
    case 'open':
      return ok({ terminal: null, administrator: null })
    case 'administrator': {
      const administrator = await authenticateAdministrator(context, {
        proof,
        adminToken,
        roles: route.roles,
      })
      return administrator.ok ? ok({ terminal: null, administrator: administrator.value }) : administrator
    }
    case 'terminal': {
      const terminal = await authenticateTerminal(context, proof)
      if (!terminal.ok) return terminal
      if (terminal.value.terminalId !== given.params['terminalId']) return fail({ problem: 'forbidden' })
      return ok({ terminal: terminal.value, administrator: null })
    }
    default:
      return unreachable(route)
  }
}
