import type { Http, HttpFailure, HttpRequest, HttpResponse } from '#electron/transport/http.ts'
import { DEADLINE_MS } from '#electron/transport/http.ts'
import { RETRY_AFTER_LIMIT_MS } from '#renderer/sync/backoff.ts'
import type { OperationsRequest } from '#shared/contracts/messages/operations.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { Lasting, World } from './world.ts'
import type { NetworkFault } from './plan.ts'
import type { Chance } from './seeded.ts'
import { type SimulatedApi, jsonResponse, problemResponse } from './simulated-api.ts'

type Answer = Result<HttpResponse, HttpFailure>

/** Batches that were on their way to main already when the account API asked for patience. */
const UNDER_WAY_MS = 1_000

export interface SimulatedNetwork extends Http {
  isBusy(): boolean
  readonly sentAtMs: readonly number[]
  /** Nobody is there any more who was asked to wait: a window keeps no moments of a life before (queue-and-sync.md). */
  forgetPatience(): void
}

/** The way from one till to the account API, with everything that may happen to a request on it. */
export function createSimulatedNetwork(given: {
  world: World
  api: SimulatedApi
  till: number
  chance: Chance
}): SimulatedNetwork {
  const { world, api, chance, till } = given
  const { time } = world
  const sentAtMs: number[] = []
  /** When, and until when, the account API asked for patience with batches. */
  let patience = { askedAtMs: 0, untilMs: 0 }
  /** How many windows there were that are gone. */
  let gone = 0
  const hearsAll = !world.plan.faults.some((fault) => fault.kind === 'ipc' && fault.till === till)
  let busy = 0

  const reaches = (request: HttpRequest): Promise<HttpResponse> => api.answer(request)
  const timeOut = async (sinceMs: number): Promise<Answer> => {
    await time.wait(sinceMs + DEADLINE_MS - time.monotonicMs())
    return fail('timeout')
  }
  const isOperations = ({ url }: HttpRequest): boolean => url.endsWith('/operations')
  const countOf = ({ body }: HttpRequest): number => (body ?? '').split('"sealedPayload"').length - 1

  async function suffer(fault: NetworkFault, request: HttpRequest, sinceMs: number): Promise<Answer | null> {
    switch (fault) {
      case 'unreachable':
        world.reach(45)
        return fail('unreachable')
      case 'certificate':
        world.reach(45)
        return fail('certificate')
      case 'flapping':
        if (Math.floor(time.monotonicMs() / 1000) % 2 === 0) return null
        world.reach(47)
        return fail('unreachable')
      case 'lost-reply':
        if (!isOperations(request)) return fail('unreachable')
        await reaches(request)
        world.reach(33)
        return timeOut(sinceMs)
      case 'slow':
        await reaches(request)
        world.reach(44)
        return timeOut(sinceMs)
      case 'late': {
        time.after(DEADLINE_MS + chance.below(30_000), () => void reaches(request))
        world.reach(36)
        return timeOut(sinceMs)
      }
      case 'repeated':
        time.after(chance.below(30_000), () => void reaches(request))
        world.reach(34)
        return null
      case 'two-nodes': {
        const [, second] = await Promise.all([reaches(request), reaches(request)])
        world.reach(51)
        return ok(second)
      }
      case 'reordered':
        await time.wait(chance.below(12_000))
        world.reach(35)
        return null
      case 'truncated': {
        const { body, ...rest } = await reaches(request)
        world.reach(37)
        return ok({ ...rest, body: body.subarray(0, chance.below(body.length)) })
      }
      case 'portal':
        world.reach(38)
        return chance.happens(0.5)
          ? ok({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>Log in') })
          : ok(jsonResponse(200, {}))
      case 'redirect':
        world.reach(39)
        return ok({ status: 302, headers: { location: 'https://login.example/' }, body: new Uint8Array() })
      case 'retry-after': {
        world.reach(40)
        const date = new Date(api.nowMs() + 30_000).toUTCString()
        return ok(
          problemResponse('too-many-requests', {
            'retry-after': chance.pick(['20', date, '999999999', 'soon']),
          }),
        )
      }
      case 'server-error':
        world.reach(41)
        return ok(
          chance.pick([
            problemResponse('internal-error'),
            problemResponse('unavailable', { 'retry-after': '5' }),
            { status: 502, headers: { 'content-type': 'text/html' }, body: Buffer.from('Bad gateway') },
          ]),
        )
      case 'wrong-nonce':
        if (isOperations(request) && chance.happens(0.4)) {
          world.reach(42)
          return ok(strangersAnswer(request))
        }
        return bend(request, (answer) => {
          world.reach(42)
          if (chance.happens(0.3)) return { ...answer, nonce: 'A'.repeat(22) }
          const outcome = { kind: 'accepted' }
          const stranger = { operationId: '0a000000-0000-7000-8000-0000000000ff', outcome }
          return { ...answer, results: [...answer.results, stranger] }
        })
      case 'shuffled':
        return bend(request, (answer) => {
          world.reach(43)
          const results = answer.results.toReversed().filter(() => chance.happens(0.6))
          return { ...answer, results }
        })
      case 'crash-before-commit':
        world.reach(48)
        return fail('unreachable')
      case 'crash-after-commit':
        await reaches(request)
        world.reach(48)
        return fail('unreachable')
      case 'deadlock':
        world.reach(49)
        return ok(problemResponse('unavailable'))
      case 'too-large':
        if (!isOperations(request) || countOf(request) <= 1 + chance.below(3)) return null
        world.reach(53)
        return ok(problemResponse('body-too-large'))
      case 'old-node':
        world.reach(54)
        return ok(problemResponse('not-found'))
      case 'token-expired':
        if (!isOperations(request)) return null
        world.reach(61)
        api.expireTokens()
        return null
      default:
        return unreachable(fault)
    }
  }

  /** A good answer that something on the way changed. */
  async function bend(
    request: HttpRequest,
    change: (answer: { nonce: string; results: readonly unknown[] }) => unknown,
  ): Promise<Answer | null> {
    if (!isOperations(request)) return null
    const response = await reaches(request)
    if (response.status !== 200) return ok(response)
    const answer = JSON.parse(Buffer.from(response.body).toString()) as { nonce: string; results: unknown[] }
    return ok(jsonResponse(200, change(answer)))
  }

  /** SY12: what the account API asks for is a floor. */
  function notePatience({ headers }: HttpResponse): void {
    const askedAtMs = time.monotonicMs()
    const untilMs = askedAtMs + Math.min(Number(headers['retry-after'] ?? 0) * 1000, RETRY_AFTER_LIMIT_MS)
    if (untilMs > patience.untilMs) patience = { askedAtMs, untilMs }
  }

  function judgePatience(nowMs: number): void {
    const { askedAtMs, untilMs } = patience
    if (!hearsAll || nowMs <= askedAtMs + UNDER_WAY_MS || nowMs >= untilMs) return
    world.violate(`I10 till ${till} was asked to wait for ${untilMs - askedAtMs} ms and did not`)
  }

  async function carry(request: HttpRequest): Promise<Answer> {
    const sinceMs = time.monotonicMs()
    const goneBefore = gone
    sentAtMs.push(sinceMs)
    if (isOperations(request)) judgePatience(sinceMs)
    const fault: Lasting<'network'> | null = world.active('network', till)
    const hits = fault !== null && chance.happens(fault.rate)
    await time.wait(3 + chance.below(world.isHealed ? 40 : 400))
    const suffered = hits ? await suffer(fault.fault, request, sinceMs) : null
    const answer = suffered ?? ok(await reaches(request))
    await time.wait(3 + chance.below(40))
    if (time.monotonicMs() - sinceMs > DEADLINE_MS) return fail('timeout')
    // What a window asked that died meanwhile is answered to nobody.
    if (isOperations(request) && answer.ok && gone === goneBefore) notePatience(answer.value)
    return answer
  }

  return {
    sentAtMs,
    isBusy: () => busy > 0,
    forgetPatience() {
      patience = { askedAtMs: 0, untilMs: 0 }
      gone += 1
    },
    async send(request) {
      busy += 1
      const answer = await carry(request)
      busy -= 1
      return answer
    },
  }
}

/** Another server's word on records that it never saw. */
function strangersAnswer(request: HttpRequest): HttpResponse {
  const { head, operations } = JSON.parse(request.body ?? '') as OperationsRequest
  const results = operations.map(({ id }) => ({ operationId: id, outcome: { kind: 'accepted' } }))
  const rest = { serverEpoch: 'other', isForked: false, durable: [], gaps: [] }
  const serverTime = '2026-03-01T09:00:00.000Z'
  return jsonResponse(200, {
    nonce: 'B'.repeat(22),
    serverTime,
    head: { ...head, sequence: 0 },
    results,
    ...rest,
  })
}
