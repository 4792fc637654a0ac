import { ROUTES, type RouteName } from '#shared/contracts/routes.ts'
import { type Result, fail } from '#shared/kernel/result.ts'

import {
  type ApiAnswer,
  type ApiFailure,
  type RouteCall,
  type RoutePorts,
  callRoute,
  routeUrl,
} from './call-route.ts'
import { type TerminalCredential, isNonceRequired } from './terminal-credential.ts'

/** The routes that a desk calls: open ones, and its own. */
export type DeskRouteName = {
  [Name in RouteName]: (typeof ROUTES)[Name]['access'] extends 'administrator' ? never : Name
}[RouteName]

/** The account API, as the desk sees it. Derived from the one table of routes. */
export interface AccountApiClient {
  call<Name extends DeskRouteName>(call: RouteCall<Name>): Promise<Result<ApiAnswer<Name>, ApiFailure>>
}

/** `credential`: null before enrolment, when only open routes can be called. */
export function createAccountApiClient(
  given: Omit<RoutePorts, 'noteNonce'> & { credential: TerminalCredential | null },
): AccountApiClient {
  const { credential } = given
  const ports: RoutePorts = { ...given, noteNonce: (nonce) => credential?.noteNonce(nonce) }

  async function callAsTerminal<Name extends DeskRouteName>(
    call: RouteCall<Name>,
  ): Promise<Result<ApiAnswer<Name>, ApiFailure>> {
    if (credential === null) return fail({ kind: 'problem', type: 'credential-missing', retryAfterMs: null })
    const request = { method: ROUTES[call.name].method, url: routeUrl(ports.accountApiUrl, call) }
    for (let isRetry = false; ; isRetry = true) {
      const headers = await credential.headersFor(request)
      if (!headers.ok) return headers
      const answer = await callRoute(ports, { ...call, headers: headers.value })
      if (answer.ok || isRetry || !isNonceRequired(answer.failure)) return answer
    }
  }

  return {
    call: (call) =>
      ROUTES[call.name].access === 'open' ? callRoute(ports, { ...call, headers: {} }) : callAsTerminal(call),
  }
}
