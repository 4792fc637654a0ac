import type * as z from 'zod'
import type { AdministratorRole } from './messages/administrators.ts'
import type { ProblemType } from './problem.ts'

/**
 * Who may call: nobody in particular, a terminal with its DPoP-bound token (and only for its own id), or an
 * administrator with a session or with the administrator's token.
 */
export type RouteAccess = 'open' | 'terminal' | 'administrator'

/** Which administrators may call: those with one of the roles; every one where none is named. */
type RouteGuard =
  | { readonly access: 'open' | 'terminal' }
  | { readonly access: 'administrator'; readonly roles: readonly AdministratorRole[] }

export type Route = RouteGuard & RouteParts

interface RouteParts {
  readonly method: 'GET' | 'POST'
  /** Fastify's path syntax: `:name` is a parameter. */
  readonly path: string
  readonly summary: string
  readonly params: z.ZodObject
  /** What may follow the path as a query; absent where nothing may. */
  readonly query?: z.ZodObject
  /** Null where the route takes no body. */
  readonly request: z.ZodType | null
  readonly requestType: 'application/json' | 'application/x-www-form-urlencoded'
  readonly response: z.ZodType
  /** What it may answer beyond the problems that every route shares. */
  readonly problems: readonly ProblemType[]
  readonly maxBytes: number
}

const KIB = 1024

type Shape = RouteGuard & Pick<RouteParts, 'params' | 'response' | 'query'>

/** A route that reads. */
export function get<const Given extends Shape>(path: string, summary: string, given: Given) {
  return {
    method: 'GET' as const,
    path,
    summary,
    request: null,
    requestType: 'application/json' as RouteParts['requestType'],
    problems: [] as readonly ProblemType[],
    maxBytes: 0,
    ...given,
  }
}

/** A route that changes or asks with a body. */
export function post<const Given extends Shape & Pick<RouteParts, 'request'>>(
  path: string,
  summary: string,
  given: Given,
) {
  return {
    method: 'POST' as const,
    path,
    summary,
    requestType: 'application/json' as RouteParts['requestType'],
    problems: [] as readonly ProblemType[],
    maxBytes: 16 * KIB,
    ...given,
  }
}
