import { type Certificate, type IncomingMessage, app, net, session } from 'electron'

import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { DEADLINE_MS, type Http, type HttpFailure, type HttpResponse, MAX_RESPONSE_BYTES } from './http.ts'
import { type CertificateTrouble, type PinnedAuthorities, certificateTrouble } from './pinned-authority.ts'

const PARTITION = 'account-api'
const NETWORK_PROCESS = 'network.mojom.NetworkService'

/** What Chromium is told of a certificate, in its own numbers (net/base/net_error_list.h). */
const NET_ERROR: Record<CertificateTrouble, number> = { host: -200, date: -201, authority: -202 }

/**
 * HTTP by Chromium's network stack: the system's proxy, and its certificates unless an authority is pinned. Ask only once the app is
 * ready.
 */
export function createElectronHttp(ports: {
  timer: Timer
  clock: Clock
  authorities: PinnedAuthorities
}): Http {
  const { timer, authorities } = ports
  let [partition, isPinned] = [PARTITION, false]
  let ends = 0
  // A session outlives the network process that it was opened with. By the next one it reaches nothing or, where
  // Electron renews what it sends by, everything without its pin: it is never used again.
  app.on('child-process-gone', (_event, { serviceName }) => {
    if (serviceName !== NETWORK_PROCESS) return
    ends += 1
    partition = `${PARTITION}-${ends}`
    isPinned = false
  })
  return {
    send: async ({ method, url, headers, body }) => {
      if (authorities !== null) {
        // What is pinned would be nothing, could an address go around it.
        if (!url.startsWith('https:')) return fail('certificate')
        if (!isPinned) pin({ ...ports, partition, authorities })
        isPinned = true
      }
      return new Promise((resolve) => {
        const request = net.request({
          method,
          url,
          headers: { ...headers },
          // In memory, and apart from the window's, which may reach no network at all.
          partition,
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
      })
    },
  }
}

/** Only whom a pinned authority vouches for is the account API, whatever the machine trusts beside [T15]. */
function pin(given: { clock: Clock; partition: string; authorities: NonNullable<PinnedAuthorities> }): void {
  const { clock, partition, authorities } = given
  session.fromPartition(partition).setCertificateVerifyProc(({ certificate, hostname }, answer) => {
    const trouble = certificateTrouble({
      chain: chainOf(certificate),
      authorities,
      host: hostname,
      nowMs: clock.wallMs(),
    })
    answer(trouble === null ? 0 : NET_ERROR[trouble])
  })
}

const LONGEST_CHAIN = 10

function chainOf(certificate: Certificate): readonly string[] {
  const chain: string[] = []
  for (
    let next: Certificate | undefined = certificate;
    next !== undefined && chain.length < LONGEST_CHAIN && !chain.includes(next.data);
    next = next.issuerCert
  )
    chain.push(next.data)
  return chain
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
  if (name.includes('ERR_CERT_DATE_INVALID')) return 'certificate-date'
  if (/ERR_(?:CERT|SSL)_/.test(name)) return 'certificate'
  return /ERR_(?:CONNECTION_)?TIMED_OUT/.test(name) ? 'timeout' : 'unreachable'
}
