import { type IncomingMessage, net } from 'electron'

import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { DEADLINE_MS, type Http, type HttpFailure, type HttpResponse, MAX_RESPONSE_BYTES } from './http.ts'

const PARTITION = 'account-api'

/** HTTP by Chromium's network stack: the system's proxy and certificates. Ask only once the app is ready. */
export function createElectronHttp(timer: Timer): Http {
  return {
    send: ({ method, url, headers, body }) =>
      new Promise((resolve) => {
        const request = net.request({
          method,
          url,
          headers: { ...headers },
          // In memory, and apart from the window's, which may reach no network at all.
          partition: PARTITION,
          redirect: 'manual',
          credentials: 'omit',
          useSessionCookies: false,
          cache: 'no-store',
        })
        let isDone = false
        const finish = (result: Result<HttpResponse, HttpFailure>) => {
          if (isDone) return
          isDone = true
          cancelDeadline()
          resolve(result)
          request.abort()
        }
        const cancelDeadline = timer.after(DEADLINE_MS, () => finish(fail('timeout')))
        request.on('error', (error) => finish(fail(failureOf(error))))
        // Not following it ends the request; a redirect is an answer like any other.
        request.on('redirect', (status, _method, location) =>
          finish(ok({ status, headers: { location }, body: new Uint8Array() })),
        )
        request.on('response', (response) => collect(response, finish))
        request.end(body ?? undefined)
      }),
  }
}

function collect(
  response: IncomingMessage,
  finish: (result: Result<HttpResponse, HttpFailure>) => void,
): void {
  const parts: Buffer[] = []
  let length = 0
  response.on('data', (part) => {
    parts.push(part)
    length += part.length
    if (length > MAX_RESPONSE_BYTES) finish(fail('too-large'))
  })
  response.on('error', (error: unknown) => finish(fail(failureOf(error))))
  response.on('aborted', () => finish(fail('unreachable')))
  response.on('end', () => {
    const headers = Object.entries(response.headers).map(
      ([name, value]) => [name.toLowerCase(), [value].flat().join(', ')] as const,
    )
    const body = new Uint8Array(Buffer.concat(parts))
    finish(ok({ status: response.statusCode, headers: Object.fromEntries(headers), body }))
  })
}

/** Chromium names its errors in the message and nowhere else: `net::ERR_CERT_DATE_INVALID`. */
function failureOf(error: unknown): HttpFailure {
  const name = error instanceof Error ? error.message : ''
  if (/ERR_(?:CERT|SSL)_/.test(name)) return 'certificate'
  return /ERR_(?:CONNECTION_)?TIMED_OUT/.test(name) ? 'timeout' : 'unreachable'
}
