import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { RequestProof } from './call.ts'
import { sessionCookie } from './session-cookie.ts'

/** What of a request says who asks. */
export function requestProof(context: Context, request: FastifyRequest): RequestProof {
  const dpop = request.headers['dpop']
  const ownOrigin = context.publicOrigin ?? `${request.protocol}://${request.host}`
  return {
    method: request.method,
    host: request.host,
    path: request.url.split('?')[0] ?? '',
    authorization: request.headers.authorization,
    dpop: typeof dpop === 'string' ? dpop : undefined,
    session: request.cookies[sessionCookie(context).name],
    isOfOwnPage: request.headers.origin === ownOrigin,
  }
}
