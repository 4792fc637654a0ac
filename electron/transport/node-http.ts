import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { DEADLINE_MS, type Http, type HttpFailure, type HttpResponse, MAX_RESPONSE_BYTES } from './http.ts'

/** HTTP by Node itself: for tests, and wherever there is no Electron. */
export function createNodeHttp(given: { deadlineMs?: number; authority?: string } = {}): Http {
  const trust = given.authority === undefined ? {} : { ca: given.authority }
  return {
    send: ({ method, url, headers, body }) =>
      new Promise((resolve) => {
        const start = url.startsWith('https:') ? requestHttps : requestHttp
        const signal = AbortSignal.timeout(given.deadlineMs ?? DEADLINE_MS)
        const request = start(url, { method, headers: { ...headers }, signal, agent: false, ...trust })
        request.once('error', (error) => resolve(fail(signal.aborted ? 'timeout' : failureOf(error))))
        request.once('response', (response) => void collect(response, signal).then(resolve))
        request.end(body ?? undefined)
      }),
  }
}

async function collect(
  response: IncomingMessage,
  signal: AbortSignal,
): Promise<Result<HttpResponse, HttpFailure>> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of response) {
      parts.push(part as Buffer)
      length += (part as Buffer).length
      if (length > MAX_RESPONSE_BYTES) {
        response.destroy()
        return fail('too-large')
      }
    }
  } catch {
    return fail(signal.aborted ? 'timeout' : 'unreachable')
  }
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
  )
  return ok({
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(Buffer.concat(parts)),
  })
}

const DATE_CODE = /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/
const CERTIFICATE_CODE = /^(?:CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|UNSPECIFIED$)/

function failureOf(error: Error): HttpFailure {
  const code = 'code' in error ? String(error.code) : ''
  if (DATE_CODE.test(code)) return 'certificate-date'
  return CERTIFICATE_CODE.test(code) ? 'certificate' : 'unreachable'
}
