import cookie from '@fastify/cookie'
import fastify from 'fastify'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { serveCustomerPages } from '../customer-pages/serve-customer-pages.ts'
import { newDpopNonce } from '../credentials/dpop-nonce.ts'
import { errorFields } from '../log.ts'
import type { Log } from '../log.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { serveOffice } from '../office/serve-office.ts'
import { bindRoutes } from './bind-routes.ts'
import type { Handlers } from './call.ts'
import { closeConnectionsAtStop } from './close-connections.ts'
import { serveDocumentation } from './documentation.ts'
import { parseForm } from './form-body.ts'
import { sendProblem } from './problem-reply.ts'
import { limitRates } from './rate-limits.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The problem it was answered with, for the log. */
    problem: string | null
  }
}

/** The HTTP server with every route, not yet listening. */
export async function buildServer(given: {
  context: Context
  adminToken: string
  handlers: Handlers
  log: Log
  trustedProxy?: string | undefined
  patienceMs: number
}): Promise<FastifyInstance> {
  const { context, log } = given
  const server = fastify({
    logger: false,
    trustProxy: given.trustedProxy ?? false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply, { problem: 'malformed-request' }),
  })
  server.decorateRequest('problem', null)
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, parseForm)
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
    reply.header('dpop-nonce', newDpopNonce({ key: context.keys.nonce, nowMs: context.clock.wallMs() }))
  })
  closeConnectionsAtStop(server, given.patienceMs)
  let isStopping = false
  server.addHook('preClose', async () => {
    isStopping = true
  })
  server.addHook('onSend', async (_request, reply) => {
    // A connection that fell idle after the stop began would hold it up until its keep-alive ends.
    if (isStopping) reply.header('connection', 'close')
  })
  server.addHook('onResponse', async (request, reply) => {
    log.info({
      event: 'answered',
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      ...(request.problem === null ? {} : { problem: request.problem }),
    })
  })
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, { problem: 'not-found' }))
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error)
    if (failure.problem === 'internal-error') {
      log.error({ event: 'failed', route: request.routeOptions.url ?? 'none', ...errorFields(error) })
    }
    return sendProblem(reply, failure)
  })
  await server.register(cookie)
  await limitRates(server)
  bindRoutes(server, given)
  await serveDocumentation(server)
  await serveOffice(server, given)
  await serveCustomerPages(server, given)
  return server
}

function failureOf(error: FastifyError): ProblemFailure {
  if (error.statusCode === 429) return { problem: 'too-many-requests' }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { problem: 'body-too-large' }
  const isCallersFault = error.code?.startsWith('FST_ERR_CTP_') || error.statusCode === 400
  return { problem: isCallersFault ? 'malformed-request' : 'internal-error' }
}
