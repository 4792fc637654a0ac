import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.ts'
import type { Metrics } from '../observing/metrics.ts'
import type { RequestSpan, Tracing } from '../observing/tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The problem it was answered with, for whoever watches. */
    problem: string | null
    span: RequestSpan | null
  }
}

/** Where each request is told to. */
export interface Observers {
  readonly log: Log
  /** Null where nobody reads them. */
  readonly metrics: Metrics | null
  readonly tracing: Tracing | null
}

/** Tells of each request that was answered, by the pattern of its route. */
export function observeRequests(server: FastifyInstance, { log, metrics, tracing }: Observers): void {
  server.decorateRequest('problem', null)
  server.decorateRequest('span', null)
  if (tracing !== null) {
    server.addHook('onRequest', (request, _reply, done) => {
      const { traceparent } = request.headers
      request.span = tracing.begin({
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        traceparent: typeof traceparent === 'string' ? traceparent : undefined,
      })
      done()
    })
    // Only here: what reads the body runs on, but not in, whatever called it.
    server.addHook('preHandler', (request, _reply, done) => {
      if (request.span === null) done()
      else request.span.within(done)
    })
  }
  server.addHook('onResponse', async (request, reply) => {
    const { method, problem } = request
    const route = request.routeOptions.url ?? 'none'
    const status = reply.statusCode
    request.span?.end({ status, problem })
    metrics?.answered({ method, route, status, durationMs: reply.elapsedTime, problem })
    log.info({
      event: 'answered',
      method,
      route,
      status,
      durationMs: Math.round(reply.elapsedTime),
      ...(problem === null ? {} : { problem }),
    })
  })
}
