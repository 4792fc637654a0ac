import type * as z from 'zod'
import type { ROUTES, RouteName, RouteParams, RouteQuery, RouteResponse } from '#shared/contracts/routes.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Administrator } from '../administrators/administrator.ts'
import type { AuthenticTerminal } from '../credentials/authentic-terminal.ts'
import type { UNREAD_BODIES } from '../ingest/delivery.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** What of a request a credential is bound to. */
export interface RequestProof {
  readonly method: string
  /** Host and path as the client asked for them; the scheme may end at a proxy. */
  readonly host: string
  readonly path: string
  readonly authorization: string | undefined
  readonly dpop: string | undefined
  /** The token of a session, from its cookie. */
  readonly session: string | undefined
  /** Whether a page of this server's own origin asked. */
  readonly isOfOwnPage: boolean
}

type Body<Name extends RouteName> = Name extends keyof typeof UNREAD_BODIES
  ? z.infer<(typeof UNREAD_BODIES)[Name]>
  : (typeof ROUTES)[Name]['request'] extends z.ZodType
    ? z.infer<(typeof ROUTES)[Name]['request']>
    : null

type Caller<Name extends RouteName> = (typeof ROUTES)[Name]['access'] extends 'terminal'
  ? AuthenticTerminal
  : null

type Asker<Name extends RouteName> = (typeof ROUTES)[Name]['access'] extends 'administrator'
  ? Administrator
  : null

/** A request whose access was checked and whose parts were parsed by its route. */
export interface Call<Name extends RouteName> {
  readonly params: RouteParams<Name>
  /** Null on routes without a query. */
  readonly query: RouteQuery<Name>
  readonly body: Body<Name>
  /** The terminal that proved itself, on routes for terminals; null on all others. */
  readonly terminal: Caller<Name>
  /** Who asks for head office, on routes for administrators; null on all others. */
  readonly administrator: Asker<Name>
  readonly proof: RequestProof
}

export type Handler<Name extends RouteName> = (
  call: Call<Name>,
) => Promise<Result<RouteResponse<Name>, ProblemFailure>>
export type Handlers = { readonly [Name in RouteName]: Handler<Name> }
