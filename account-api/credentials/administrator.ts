import { createHash, timingSafeEqual } from 'node:crypto'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** Whether the bearer token is the administrator's, compared in constant time. */
export function isAdministrator(
  authorization: string | undefined,
  token: string,
): Result<null, ProblemFailure> {
  if (authorization === undefined) return fail({ problem: 'credential-missing' })
  const shown = /^Bearer ([!-~]{1,512})$/.exec(authorization)?.[1]
  if (shown === undefined) return fail({ problem: 'credential-invalid' })
  return timingSafeEqual(digest(shown), digest(token)) ? ok(null) : fail({ problem: 'credential-invalid' })
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
