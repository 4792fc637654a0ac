import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  createServer,
  request,
} from 'node:http'
import type { AddressInfo } from 'node:net'

import { PROBLEM_MEDIA_TYPE, PROBLEM_TYPES, type ProblemType, problemUri } from '#shared/contracts/problem.ts'

/** What a request meets instead of its answer. The first eleven reach the account API, the others do not. */
export type Fault =
  | 'reply-lost'
  | 'repeated'
  | 'truncated-json'
  | 'cut-short'
  | 'wrong-nonce'
  | 'unknown-id'
  | 'results-shuffled'
  | 'results-missing'
  | 'reordered'
  | 'slow-drip'
  | 'reply-held'
  | 'request-held'
  | 'dropped'
  | 'captive-portal'
  | 'login-redirect'
  | 'server-error'
  | 'too-many'
  | { readonly kind: 'busy'; readonly retryAfter: string }
  | { readonly kind: 'delayed'; readonly delayMs: number }
  | {
      readonly kind: 'problem'
      readonly type: ProblemType
      /** Only what carries the record of this number meets it. */
      readonly sequence?: number
    }

export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** What the account API answered; null where it was not asked. */
  readonly answer: { readonly status: number; readonly body: string } | null
}

/** The network between a till and the account API, with the faults that a test asks for. */
export interface LoopbackProxy {
  readonly url: string
  /** Every request from now on whose path matches meets the fault. */
  fail(fault: Fault, path?: RegExp): void
  /** All is well from now on; what is held is let go. */
  heal(): void
  /** Everything that came by, in the order of its end. */
  readonly exchanges: readonly Exchange[]
  /** Resolves once as many requests met the fault as asked for since it was set, and the account API had answered. */
  met(times: number): Promise<void>
  close(): Promise<void>
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

const PORTAL = '<!doctype html><title>Free Wi-Fi</title><h1>Welcome! Please accept our terms.</h1>'
const DRIP_EVERY_MS = 200
/** So long a request waits for another one that may overtake it. */
const OVERTAKEN_WITHIN_MS = 1_500

export async function openLoopbackProxy(targetUrl: string): Promise<LoopbackProxy> {
  const target = new URL(targetUrl)
  const exchanges: Exchange[] = []
  let fault: Fault | null = null
  let only = /./
  let metCount = 0
  let waiters: { times: number; resolve: () => void }[] = []
  let letGo: (() => void)[] = []

  function noteMet(): void {
    metCount += 1
    for (const { times, resolve } of waiters) if (metCount >= times) resolve()
  }

  async function pass(asked: Asked): Promise<Answer> {
    const answer = await forward(target, asked)
    const body = answer.body.toString('utf8')
    exchanges.push({ ...asked, answer: { status: answer.status, body } })
    return answer
  }

  let overtake: (() => void) | null = null
  /** Every other request waits until the next one went past it, or for as long as that takes. */
  async function overtaken(): Promise<void> {
    const before = overtake
    overtake = null
    if (before !== null) return before()
    await Promise.race([new Promise<void>((resolve) => (overtake = resolve)), pause(OVERTAKEN_WITHIN_MS)])
    overtake = null
  }

  const held = () => new Promise<void>((resolve) => letGo.push(resolve))

  async function meet(met: Fault, asked: Asked, response: ServerResponse): Promise<void> {
    const isAnsweredHere =
      typeof met === 'object' ? met.kind !== 'delayed' : !REACHES.has(met) && met !== 'request-held'
    if (met === 'too-many' && operationsIn(asked).length <= 1) {
      noteMet()
      return send(response, await pass(asked))
    }
    if (isAboutAnother(met, asked)) return send(response, await pass(asked))
    if (met === 'reordered') await overtaken()
    if (isAnsweredHere) exchanges.push({ ...asked, answer: null })
    if (met === 'request-held') {
      noteMet()
      await held()
    }
    const answer = isAnsweredHere ? null : await pass(asked)
    if (met === 'repeated') await pass(asked)
    if (met !== 'request-held') noteMet()
    if (met === 'reply-held') await held()
    if (typeof met === 'object' && met.kind === 'delayed') await pause(met.delayMs)
    await reply({ met, answer, response })
  }

  const server = createServer((incoming, response) => {
    void readAll(incoming)
      .then(async (body) => {
        const { method = 'GET', url: path = '/', headers } = incoming
        const asked = { method, path, headers, body }
        if (fault !== null && only.test(path)) await meet(fault, asked, response)
        else send(response, await pass(asked))
      })
      // The account API is away: its caller sees what it would see without the proxy.
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const heal = () => {
    fault = null
    for (const go of letGo) go()
    letGo = []
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail(next, path = /./) {
      fault = next
      only = path
      metCount = 0
      waiters = []
    },
    heal,
    exchanges,
    met: (times) =>
      metCount >= times ? Promise.resolve() : new Promise((resolve) => waiters.push({ times, resolve })),
    close() {
      heal()
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

const REACHES: ReadonlySet<Fault> = new Set([
  'reply-lost',
  'repeated',
  'truncated-json',
  'cut-short',
  'wrong-nonce',
  'unknown-id',
  'results-shuffled',
  'results-missing',
  'reordered',
  'slow-drip',
  'reply-held',
])

async function reply(given: { met: Fault; answer: Answer | null; response: ServerResponse }): Promise<void> {
  const { met, answer, response } = given
  if (typeof met === 'object') {
    if (met.kind === 'delayed') return answer === null ? undefined : send(response, answer)
    if (met.kind === 'problem') return send(response, problem(met.type))
    response.writeHead(429, { 'retry-after': met.retryAfter }).end()
    return
  }
  const body = answer?.body ?? Buffer.alloc(0)
  switch (met) {
    case 'repeated':
    case 'reordered':
    case 'reply-held':
    case 'request-held':
      return answer === null ? undefined : send(response, answer)
    case 'reply-lost':
    case 'dropped':
      response.destroy()
      return
    case 'truncated-json':
      return send(response, { ...json(answer), body: body.subarray(0, body.length >> 1) })
    case 'cut-short':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length + 100 })
      response.write(body, () => response.destroy())
      return
    case 'wrong-nonce':
      return send(response, { ...json(answer), body: withOtherNonce(body) })
    case 'unknown-id':
      return send(response, { ...json(answer), body: withResults(body, renamed) })
    case 'results-shuffled':
      return send(response, { ...json(answer), body: withResults(body, (results) => results.toReversed()) })
    case 'results-missing':
      return send(response, { ...json(answer), body: withResults(body, (results) => results.slice(0, 1)) })
    case 'too-many':
      response.writeHead(413).end()
      return
    case 'slow-drip':
      return drip(response, body)
    case 'captive-portal':
      response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL)
      return
    case 'login-redirect':
      response.writeHead(302, { location: 'http://portal.example/login' }).end()
      return
    case 'server-error':
      response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal error</h1>')
  }
}

/** One byte at a time, for longer than anybody waits. */
async function drip(response: ServerResponse, body: Buffer): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  for (const byte of body) {
    if (response.destroyed) return
    response.write(Buffer.from([byte]))
    await pause(DRIP_EVERY_MS)
  }
  response.end()
}

function json(answer: Answer | null): Answer {
  return {
    status: answer?.status ?? 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(0),
  }
}

type Results = readonly Record<string, unknown>[]

function withResults(body: Buffer, change: (results: Results) => Results): Buffer {
  const answer = JSON.parse(body.toString('utf8')) as { results?: Results }
  return Buffer.from(JSON.stringify({ ...answer, results: change(answer.results ?? []) }))
}

/** The results under ids that nobody sent. */
function renamed(results: Results): Results {
  return results.map((result, count) => ({
    ...result,
    operationId: `01890000-0000-7000-8000-${String(count).padStart(12, '0')}`,
  }))
}

function operationsIn({ body }: Asked): readonly { readonly sequence?: number }[] {
  const { operations = [] } = JSON.parse(body.toString('utf8')) as { operations?: { sequence?: number }[] }
  return operations
}

function isAboutAnother(met: Fault, asked: Asked): boolean {
  if (typeof met !== 'object' || met.kind !== 'problem' || met.sequence === undefined) return false
  return operationsIn(asked).every(({ sequence }) => sequence !== met.sequence)
}

function problem(type: ProblemType): Answer {
  const { status, title } = PROBLEM_TYPES[type]
  const body = Buffer.from(JSON.stringify({ type: problemUri(type), title, status }))
  return { status, headers: { 'content-type': PROBLEM_MEDIA_TYPE }, body }
}

function withOtherNonce(body: Buffer): Buffer {
  return Buffer.from(body.toString('utf8').replace(/"nonce":"[^"]*"/, `"nonce":"${'A'.repeat(22)}"`))
}

function send(response: ServerResponse, answer: Answer): void {
  const {
    'transfer-encoding': _chunked,
    connection: _connection,
    'content-length': _length,
    ...kept
  } = answer.headers
  response.writeHead(answer.status, { ...kept, 'content-length': answer.body.length }).end(answer.body)
}

function forward(target: URL, asked: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method, path, headers, body } = asked
    // The `host` of the caller goes along: a proof of possession names the address that the till knows.
    const outgoing = request(
      { host: target.hostname, port: target.port, method, path, headers },
      (incoming) => {
        readAll(incoming).then(
          (answered) =>
            resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: answered }),
          reject,
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
