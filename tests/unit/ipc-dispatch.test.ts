import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { type DeskSession, createDispatcher } from '#electron/ipc/dispatch.ts'
import { createRateLimit } from '#electron/ipc/rate-limit.ts'
import { method } from '#shared/ipc/method.ts'
import { fail, ok } from '#shared/kernel/result.ts'

const contract = {
  double: method({ request: z.strictObject({ n: z.number() }), response: z.number() }),
  sync: method({ request: z.strictObject({}), response: z.string(), allowedWhenLocked: true }),
  audit: method({ request: z.strictObject({}), response: z.string(), operators: ['manager'] }),
  view: method({ request: z.strictObject({}), response: z.string(), window: 'customer' }),
  small: method({ request: z.string(), response: z.string(), maxBytes: 10 }),
  rare: method({ request: z.strictObject({}), response: z.string(), maxPerSecond: 2 }),
  wrong: method({ request: z.strictObject({}), response: z.string() }),
}

function dispatcherFor(parts: { session?: DeskSession } = {}) {
  const bugs: string[] = []
  const time = { nowMs: 0 }
  const dispatcher = createDispatcher({
    contract,
    handlers: {
      double: ({ n }) => n * 2,
      sync: () => 'synced',
      audit: () => 'audited',
      view: () => 'viewed',
      small: (text) => text,
      rare: () => 'once',
      wrong: () => {
        throw new Error('a secret of main')
      },
    },
    session: () => parts.session ?? { isLocked: false, roles: ['assistant'] },
    rateLimit: createRateLimit({ wallMs: () => 0, monotonicMs: () => time.nowMs }),
    reportBug: (name) => bugs.push(name),
  })
  const call = (name: string, request: unknown) =>
    dispatcher.dispatch({ windowRole: 'desk', message: { method: name, request } })
  return { dispatcher, call, bugs, time }
}

describe('the call channel', () => {
  test('answers with what the handler returns', async () => {
    expect(await dispatcherFor().call('double', { n: 21 })).toEqual(ok(42))
  })

  test('refuses a sender that is no window of ours before anything else', async () => {
    const { dispatcher } = dispatcherFor()
    const call = { windowRole: undefined, message: { method: 'double', request: { n: 1 } } }
    expect(await dispatcher.dispatch(call)).toEqual(fail({ kind: 'refused-sender' }))
  })

  test('refuses an unknown method, also one that every object has', async () => {
    const { call } = dispatcherFor()
    for (const name of ['nothing', 'toString', '__proto__', 'constructor']) {
      expect(await call(name, {})).toEqual(fail({ kind: 'unknown-method' }))
    }
  })

  test('refuses the method of another window', async () => {
    expect(await dispatcherFor().call('view', {})).toEqual(fail({ kind: 'not-permitted' }))
  })

  test('while locked answers only what may run locked', async () => {
    const { call } = dispatcherFor({ session: { isLocked: true } })
    expect(await call('double', { n: 1 })).toEqual(fail({ kind: 'locked' }))
    expect(await call('sync', {})).toEqual(ok('synced'))
  })

  test('asks for the role that a method names', async () => {
    expect(await dispatcherFor().call('audit', {})).toEqual(fail({ kind: 'not-permitted' }))
    const manager = dispatcherFor({ session: { isLocked: false, roles: ['manager'] } })
    expect(await manager.call('audit', {})).toEqual(ok('audited'))
  })

  test('names the fields that do not parse', async () => {
    const { call } = dispatcherFor()
    expect(await call('double', { n: 'x' })).toEqual(fail({ kind: 'bad-request', fields: ['n'] }))
  })

  test('measures size in bytes, not characters', async () => {
    const { call } = dispatcherFor()
    expect(await call('small', 'a'.repeat(8))).toEqual(ok('a'.repeat(8)))
    expect(await call('small', 'é'.repeat(8))).toEqual(fail({ kind: 'too-large', maxBytes: 10 }))
  })

  test('[C7] measures what would never end, or take minutes, without writing it out', async () => {
    const cyclic: unknown[] = []
    cyclic.push(cyclic)
    const hostile = [cyclic, Object.assign([], { length: 4_000_000_000 }), 'x'.repeat(2 ** 28)]
    const { call } = dispatcherFor()
    for (const request of hostile) {
      expect(await call('small', request)).toEqual(fail({ kind: 'too-large', maxBytes: 10 }))
    }
    expect(await call('small', undefined)).toEqual(fail({ kind: 'bad-request', fields: [] }))
    expect(await call('small', 1n)).toEqual(fail({ kind: 'bad-request', fields: [] }))
  })

  test('limits the rate of a method and lets it recover', async () => {
    const { call, time } = dispatcherFor()
    const kinds = [await call('rare', {}), await call('rare', {}), await call('rare', {})]
    expect(kinds.map((reply) => reply.ok)).toEqual([true, true, false])
    time.nowMs = 600
    expect(await call('rare', {})).toEqual(ok('once'))
  })

  test('keeps the details of a bug to itself', async () => {
    const { call, bugs } = dispatcherFor()
    expect(await call('wrong', {})).toEqual(fail({ kind: 'broken' }))
    expect(bugs).toEqual(['wrong'])
  })

  test('[C7] survives 10,000 generated messages', async () => {
    const { dispatcher, time } = dispatcherFor()
    const name = fc.oneof(fc.constantFrom(...Object.keys(contract)), fc.string())
    const message = fc.oneof(fc.anything(), fc.record({ method: name, request: fc.anything() }))
    await fc.assert(
      fc.asyncProperty(message, async (generated) => {
        // So that the limit of the rate hides nothing of what comes after it.
        time.nowMs += 1000
        const reply = await dispatcher.dispatch({ windowRole: 'desk', message: generated })
        expect(typeof reply.ok).toBe('boolean')
      }),
      { numRuns: 10_000 },
    )
  })
})
