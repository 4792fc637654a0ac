import { type ProblemType, problemSchema, problemTypeOf } from '#shared/contracts/problem.ts'
import {
  ROUTES,
  type RouteName,
  type RouteParams,
  type RouteRequest,
  type RouteResponse,
} from '#shared/contracts/routes.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { Http, HttpFailure, HttpResponse } from './http.ts'
import { retryAfterMs } from './retry-after.ts'

/** Why there is no answer of the account API. */
export type ApiFailure =
  | { readonly kind: Exclude<HttpFailure, 'too-large'> }
  /** Something answered, and it was not the account API [T1]. */
  | { readonly kind: 'not-the-account-api' }
  | { readonly kind: 'problem'; readonly type: ProblemType; readonly retryAfterMs: number | null }
  /** An error without a problem type of ours; `isProblem`: it is a problem document all the same. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly isProblem: boolean
      readonly retryAfterMs: number | null
    }

export interface ApiAnswer<Name extends RouteName> {
  readonly value: RouteResponse<Name>
  /** What the server asks for on a good answer, too [T6]. */
  readonly retryAfterMs: number | null
  readonly askedAtMs: number
  readonly heardAtMs: number
}

export interface RouteCall<Name extends RouteName> {
  readonly name: Name
  readonly params: RouteParams<Name>
  readonly body: RouteRequest<Name>
  /** What follows the address; nothing where absent. It is no part of what a proof is for (RFC 9449, 4.2). */
  readonly query?: Readonly<Record<string, string>>
}

/** Where the account API is, and how it is reached. */
export interface RoutePorts {
  readonly http: Http
  readonly clock: Clock
  readonly accountApiUrl: string
  /** Every answer may carry the next DPoP nonce (RFC 9449, 8.2). */
  readonly noteNonce: (nonce: string) => void
}

/** The address of a call. */
export function routeUrl<Name extends RouteName>(accountApiUrl: string, call: RouteCall<Name>): string {
  const params: Readonly<Record<string, unknown>> = call.params
  let url = accountApiUrl.replace(/\/+$/, '')
  for (const part of ROUTES[call.name].path.split('/').slice(1)) {
    url += `/${part.startsWith(':') ? encodeURIComponent(String(params[part.slice(1)])) : part}`
  }
  return url
}

/** Asks once and says what came of it. */
export async function callRoute<Name extends RouteName>(
  ports: RoutePorts,
  call: RouteCall<Name> & { readonly headers: Readonly<Record<string, string>> },
): Promise<Result<ApiAnswer<Name>, ApiFailure>> {
  const route = ROUTES[call.name]
  const askedAtMs = ports.clock.monotonicMs()
  const hasBody = call.body !== null
  const query = call.query === undefined ? '' : new URLSearchParams(call.query).toString()
  const sent = await ports.http.send({
    method: route.method,
    url: routeUrl(ports.accountApiUrl, call) + (query === '' ? '' : `?${query}`),
    headers: {
      accept: 'application/json, application/problem+json',
      ...(hasBody ? { 'content-type': route.requestType } : {}),
      ...call.headers,
    },
    body: hasBody ? encodeBody(route.requestType, call.body) : null,
  })
  if (!sent.ok)
    return fail(sent.failure === 'too-large' ? { kind: 'not-the-account-api' } : { kind: sent.failure })
  const heardAtMs = ports.clock.monotonicMs()
  const response = sent.value
  const nonce = response.headers['dpop-nonce']
  if (nonce !== undefined && /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/.test(nonce)) ports.noteNonce(nonce)
  const askedForMs = retryAfterMs(response.headers, ports.clock.wallMs())
  if (response.status < 200 || response.status > 299) return fail(failureOf(response, askedForMs))
  const parsed = route.response.safeParse(readJson(response, /^application\/json\b/i))
  if (!parsed.success) return fail({ kind: 'not-the-account-api' })
  const value = parsed.data as RouteResponse<Name>
  return ok({ value, retryAfterMs: askedForMs, askedAtMs, heardAtMs })
}

function failureOf(response: HttpResponse, askedForMs: number | null): ApiFailure {
  const { status } = response
  if (status < 400) return { kind: 'not-the-account-api' }
  const problem = problemSchema.safeParse(readJson(response, /^application\/(?:problem\+)?json\b/i))
  const type = problem.success ? problemTypeOf(problem.data.type) : null
  if (type !== null) return { kind: 'problem', type, retryAfterMs: askedForMs }
  return { kind: 'status', status, isProblem: problem.success, retryAfterMs: askedForMs }
}

function readJson(response: HttpResponse, type: RegExp): unknown {
  if (!type.test(response.headers['content-type'] ?? '')) return undefined
  try {
    const { buffer, byteOffset, length } = response.body
    return JSON.parse(Buffer.from(buffer, byteOffset, length).toString('utf8'))
  } catch {
    return undefined
  }
}

function encodeBody(type: string, body: object): string {
  if (type === 'application/json') return JSON.stringify(body)
  return new URLSearchParams(
    Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
}
