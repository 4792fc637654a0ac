import type { AdministratorRole } from '#shared/contracts/messages/administrators.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { AUTOMATION, hasOneOf } from '../administrators/administrator.ts'
import type { Administrator } from '../administrators/administrator.ts'
import { readSession } from '../administrators/sessions.ts'
import type { Context } from '../context.ts'
import type { RequestProof } from '../http/call.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { isToken } from './administrator-token.ts'

/** Who asks, by the administrator's token or by a session, and whether they have one of the roles [AD5][AD6]. */
export async function authenticateAdministrator(
  context: Context,
  given: { proof: RequestProof; adminToken: string; roles: readonly AdministratorRole[] },
): Promise<Result<Administrator, ProblemFailure>> {
  const known = await identify(context, given)
  if (known.ok && !hasOneOf(known.value, given.roles)) return fail({ problem: 'forbidden' })
  return known
}

async function identify(
  context: Context,
  given: { proof: RequestProof; adminToken: string },
): Promise<Result<Administrator, ProblemFailure>> {
  const { authorization, session, isOfOwnPage, method } = given.proof
  if (authorization !== undefined) {
    const shown = /^Bearer ([!-~]{1,512})$/.exec(authorization)?.[1]
    const isRight = shown !== undefined && isToken(shown, given.adminToken)
    return isRight ? ok(AUTOMATION) : fail({ problem: 'credential-invalid' })
  }
  if (session === undefined) return fail({ problem: 'credential-missing' })
  if (method !== 'GET' && !isOfOwnPage) return fail({ problem: 'forbidden' })
  const administrator = await readSession(context, session)
  return administrator === null ? fail({ problem: 'credential-expired' }) : ok(administrator)
}
