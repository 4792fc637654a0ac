import { createHash } from 'node:crypto'

import { SignJWT } from 'jose'

import type { TerminalKey } from '#electron/vault/terminal-key.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import type { Random } from '#shared/kernel/random.ts'
import { type Result, ok } from '#shared/kernel/result.ts'

import { type ApiFailure, type RoutePorts, callRoute, routeUrl } from './call-route.ts'
import type { TrustedTime } from './trusted-time.ts'

/** What the account API takes as the audience of an assertion, whatever its address. */
const AUDIENCE = 'counterside-account-api'
const ASSERTION_SECONDS = 60
const MAX_TOKEN_MS = 10 * 60 * 1000
/** A token is not used when it could end on the way. */
const TOKEN_MARGIN_MS = 30_000

/** The terminal's standing with the account API: a DPoP-bound token, in memory only [T8] (RFC 9449, RFC 7523). */
export interface TerminalCredential {
  noteNonce(nonce: string): void
  /** What a request needs to be the terminal's, getting a token when there is none. */
  headersFor(request: { method: string; url: string }): Promise<Result<Record<string, string>, ApiFailure>>
  /** Forgets the token. */
  drop(): void
  /** Gets a new token whatever the old one. */
  renew(): Promise<Result<null, ApiFailure>>
}

export function createTerminalCredential(given: {
  ports: Omit<RoutePorts, 'noteNonce'>
  terminalId: TerminalId
  key: TerminalKey
  clock: Clock
  random: Random
  trustedTime: TrustedTime
}): TerminalCredential {
  const { terminalId, key, clock, trustedTime } = given
  let nonce: string | null = null
  let token: { text: string; endsAtMs: number } | null = null
  let renewal: Promise<Result<null, ApiFailure>> | null = null
  const ports: RoutePorts = { ...given.ports, noteNonce: (next) => void (nonce = next) }

  const nowSeconds = () => Math.floor((trustedTime.nowMs() ?? clock.wallMs()) / 1000)

  function prove(request: { method: string; url: string; token: string | null }): Promise<string> {
    return new SignJWT({
      jti: uuidV7(given),
      htm: request.method,
      htu: request.url,
      iat: nowSeconds(),
      ...(nonce === null ? {} : { nonce }),
      ...(request.token === null
        ? {}
        : { ath: createHash('sha256').update(request.token).digest('base64url') }),
    })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.publicKey })
      .sign(key.privateKey)
  }

  async function askToken(): Promise<Result<null, ApiFailure>> {
    const issued = nowSeconds()
    const assertion = await new SignJWT({ jti: uuidV7(given) })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(terminalId)
      .setSubject(terminalId)
      .setAudience(AUDIENCE)
      .setIssuedAt(issued)
      .setExpirationTime(issued + ASSERTION_SECONDS)
      .sign(key.privateKey)
    const call = {
      name: 'token',
      params: {},
      body: {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      },
    } as const
    const url = routeUrl(ports.accountApiUrl, call)
    const dpop = await prove({ method: 'POST', url, token: null })
    const answer = await callRoute(ports, { ...call, headers: { dpop } })
    if (!answer.ok) return answer
    const livesMs = Math.min(answer.value.value.expires_in * 1000, MAX_TOKEN_MS)
    token = { text: answer.value.value.access_token, endsAtMs: answer.value.askedAtMs + livesMs }
    return ok(null)
  }

  async function getToken(): Promise<Result<null, ApiFailure>> {
    const first = await askToken()
    return !first.ok && isNonceRequired(first.failure) ? askToken() : first
  }

  /** Two batches that find no token ask for one together. */
  function renew(): Promise<Result<null, ApiFailure>> {
    renewal ??= getToken().finally(() => (renewal = null))
    return renewal
  }

  return {
    noteNonce: ports.noteNonce,
    drop: () => void (token = null),
    renew() {
      token = null
      return renew()
    },
    async headersFor(request) {
      if (token === null || token.endsAtMs - TOKEN_MARGIN_MS <= clock.monotonicMs()) {
        const renewed = await renew()
        if (!renewed.ok) return renewed
      }
      const text = token?.text ?? ''
      return ok({ authorization: `DPoP ${text}`, dpop: await prove({ ...request, token: text }) })
    },
  }
}

/** Whether the same request with the nonce just learned may go through. */
export function isNonceRequired(failure: ApiFailure): boolean {
  return failure.kind === 'problem' && failure.type === 'nonce-required'
}
