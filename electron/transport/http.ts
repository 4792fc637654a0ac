import type { Result } from '#shared/kernel/result.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface HttpResponse {
  /** Any status, redirects too. */
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** No whole answer. `certificate-date`: it would be trusted at another time; `too-large`: longer than MAX_RESPONSE_BYTES. */
export type HttpFailure = 'unreachable' | 'timeout' | 'certificate' | 'certificate-date' | 'too-large'

/** One request and its whole answer [T2]. */
export interface Http {
  send(request: HttpRequest): Promise<Result<HttpResponse, HttpFailure>>
}

export const MAX_RESPONSE_BYTES = 2 ** 20
export const DEADLINE_MS = 15_000
