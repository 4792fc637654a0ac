import type { FastifyReply } from 'fastify'
import type * as z from 'zod'
import { PROBLEM_MEDIA_TYPE, PROBLEM_TYPES, problemUri } from '#shared/contracts/problem.ts'
import type { Problem } from '#shared/contracts/problem.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** Answers with a problem document (RFC 9457). */
export function sendProblem(reply: FastifyReply, failure: ProblemFailure): FastifyReply {
  const { status, title } = PROBLEM_TYPES[failure.problem]
  const body: Problem = {
    type: problemUri(failure.problem),
    title,
    status,
    ...(failure.detail === undefined ? {} : { detail: failure.detail }),
    ...(failure.errors === undefined ? {} : { errors: failure.errors }),
  }
  reply.request.problem = failure.problem
  if (failure.retryAfterSeconds !== undefined) reply.header('retry-after', String(failure.retryAfterSeconds))
  if (status === 401) reply.header('www-authenticate', 'DPoP algs="ES256"')
  reply.header('cache-control', 'no-store')
  return reply.code(status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(body))
}

const MAX_ERRORS = 20

/** Names what is wrong by place and rule. A value is never repeated: it may be personal. */
export function malformed(error: z.ZodError): ProblemFailure {
  const errors = error.issues.slice(0, MAX_ERRORS).map((issue) => ({
    pointer: issue.path
      .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join(''),
    detail: issue.code,
  }))
  return { problem: 'malformed-request', errors }
}
