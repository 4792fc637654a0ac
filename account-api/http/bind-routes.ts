import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { ROUTES } from '#shared/contracts/routes.ts'
import type { RouteName } from '#shared/contracts/routes.ts'
import type { Route } from '#shared/contracts/route.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import { UNREAD_BODIES } from '../ingest/delivery.ts'
import type { Turns } from '../load/turns.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { checkAccess } from './access.ts'
import type { Handlers, RequestProof } from './call.ts'
import { inTurns } from './in-turns.ts'
import { isShallow } from './json-depth.ts'
import { malformed, sendProblem } from './problem-reply.ts'
import { rateLimitOf } from './rate-limits.ts'
import { requestProof } from './request-proof.ts'

/** What follows the path of a route without a query is ignored, as ever. */
const NO_QUERY = z.object({})

/** A handler as the binder sees it: its types were checked where the table of handlers was made. */
type AnyHandler = (call: {
  params: unknown
  query: unknown
  body: unknown
  terminal: unknown
  administrator: unknown
  proof: RequestProof
}) => Promise<Result<unknown, ProblemFailure>>

/** Gives the server exactly the routes of the contract's table. */
export function bindRoutes(
  server: FastifyInstance,
  given: { context: Context; adminToken: string; handlers: Handlers; turns: Turns },
): void {
  const unread: Partial<Record<RouteName, z.ZodType>> = UNREAD_BODIES
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
    const handler = given.handlers[name] as AnyHandler
    const isBatch = name === 'operations'
    const bodySchema = unread[name] ?? route.request
    const respond = async (request: FastifyRequest, reply: FastifyReply) =>
      answer({ ...given, route, bodySchema, handler, request, reply })
    server.route({
      method: route.method,
      url: route.path,
      config: rateLimitOf(name),
      bodyLimit: Math.max(route.maxBytes, 1),
      ...(isBatch ? inTurns(given.turns, respond) : { handler: respond }),
    })
  }
}

async function answer(given: {
  context: Context
  adminToken: string
  route: Route
  bodySchema: z.ZodType | null
  handler: AnyHandler
  request: FastifyRequest
  reply: FastifyReply
}): Promise<FastifyReply> {
  const { context, adminToken, route, request, reply } = given
  const params = route.params.safeParse(request.params)
  if (!params.success) return sendProblem(reply, { problem: 'not-found' })
  const proof = requestProof(context, request)
  const access = await checkAccess({ context, adminToken, route, proof, params: params.data })
  if (!access.ok) return sendProblem(reply, access.failure)
  const query = (route.query ?? NO_QUERY).safeParse(request.query)
  if (!query.success) return sendProblem(reply, malformed(query.error))
  const body = readBody(given)
  if (!body.success) return sendProblem(reply, body.failure)
  const result = await given.handler({
    params: params.data,
    query: route.query === undefined ? null : query.data,
    body: body.value,
    ...access.value,
    proof,
  })
  if (!result.ok) return sendProblem(reply, result.failure)
  return reply
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(route.response.parse(result.value)))
}

type Body = { success: true; value: unknown } | { success: false; failure: ProblemFailure }

function readBody(given: { route: Route; bodySchema: z.ZodType | null; request: FastifyRequest }): Body {
  if (given.bodySchema === null) return { success: true, value: null }
  const contentType = given.request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (contentType !== given.route.requestType) {
    return {
      success: false,
      failure: { problem: 'malformed-request', detail: `the body must be ${given.route.requestType}` },
    }
  }
  if (!isShallow(given.request.body)) return { success: false, failure: { problem: 'malformed-request' } }
  const parsed = given.bodySchema.safeParse(given.request.body)
  return parsed.success
    ? { success: true, value: parsed.data }
    : { success: false, failure: malformed(parsed.error) }
}
