import cookie from '@fastify/cookie'
import fastify from 'fastify'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Context } from '../context.ts'
import { serveCustomerPages } from '../customer-pages/serve-customer-pages.ts'
import { newDpopNonce } from '../credentials/dpop-nonce.ts'
import { isUnavailable, isUnstorableValue } from '../database/database-error.ts'
import type { Turns } from '../load/turns.ts'
import { errorFields } from '../log.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { serveOffice } from '../office/serve-office.ts'
import { bindRoutes } from './bind-routes.ts'
import type { Handlers } from './call.ts'
import { closeConnectionsAtStop } from './close-connections.ts'
import { serveDocumentation } from './documentation.ts'
import { observeRequests } from './observe-requests.ts'
import type { Observers } from './observe-requests.ts'
import { serveProbes } from './probes.ts'
import { sendProblem } from './problem-reply.ts'
import { stopInOrder } from './stop-in-order.ts'
import { limitRates } from './rate-limits.ts'
import { readBodies } from './request-body.ts'

/** How often Node looks whether a request has taken too long to arrive, as a part of the time that it has. */
const LOOKS = 4
/** Longer than the idle time of the proxies that are in use, so that none sends into a connection that is being closed. */
const KEEP_ALIVE_MS = 75_000
const DATABASE_AWAY_SECONDS = 3

/** How long a request may take to arrive, whole and its headers alone, in milliseconds (load/SPEC.md, OP5). */
export interface ArrivalLimits {
  readonly requestMs: number
  readonly headersMs: number
}

/** The HTTP server with every route, not yet listening. */
export async function buildServer(given: {
  context: Context
  adminToken: string
  handlers: Handlers
  turns: Turns
  timer: Timer
  observers: Observers
  trustedProxy?: string | undefined
  patienceMs: number
  stopPauseMs: number
  arrival: ArrivalLimits
}): Promise<FastifyInstance> {
  const { context, arrival } = given
  const { log } = given.observers
  const server = fastify({
    logger: false,
    trustProxy: given.trustedProxy ?? false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestTimeout: arrival.requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: arrival.headersMs,
      connectionsCheckingInterval: Math.ceil(arrival.headersMs / LOOKS),
    },
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply, { problem: 'malformed-request' }),
  })
  readBodies(server)
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
    reply.header('dpop-nonce', newDpopNonce({ key: context.keys.nonce, nowMs: context.clock.wallMs() }))
  })
  observeRequests(server, given.observers)
  const isStopping = stopInOrder(server, { timer: given.timer, pauseMs: given.stopPauseMs })
  closeConnectionsAtStop(server, given.patienceMs)
  server.addHook('onSend', async (_request, reply) => {
    // A connection that fell idle after the stop began would hold it up until its keep-alive ends.
    if (isStopping()) reply.header('connection', 'close')
  })
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, { problem: 'not-found' }))
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error)
    if (failure.problem === 'internal-error' || failure.problem === 'unavailable') {
      log.error({ event: 'failed', route: request.routeOptions.url ?? 'none', ...errorFields(error) })
    }
    return sendProblem(reply, failure)
  })
  await server.register(cookie)
  await limitRates(server)
  serveProbes(server, { database: context.database, timer: given.timer, isStopping })
  bindRoutes(server, given)
  await serveDocumentation(server)
  await serveOffice(server, { ...given, log })
  await serveCustomerPages(server, { ...given, log })
  return server
}

function failureOf(error: FastifyError): ProblemFailure {
  if (error.statusCode === 429) return { problem: 'too-many-requests' }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { problem: 'body-too-large' }
  if (isUnavailable(error)) return { problem: 'unavailable', retryAfterSeconds: DATABASE_AWAY_SECONDS }
  // What no column takes was in the request; the schemas should have said so first.
  const isCallersFault =
    error.code?.startsWith('FST_ERR_CTP_') || error.statusCode === 400 || isUnstorableValue(error)
  return { problem: isCallersFault ? 'malformed-request' : 'internal-error' }
}
