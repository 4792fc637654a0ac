import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { createPublisher } from '#electron/ipc/publish-events.ts'
import { createIpcClient } from '#renderer/bridge/ipc-client.ts'
import { listenToMain } from '#renderer/bridge/event-stream.ts'
import type { Bridge } from '#shared/ipc/channels.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { EVENT_CONTRACT } from '#shared/ipc/events.ts'
import { method } from '#shared/ipc/method.ts'
import { fail, ok } from '#shared/kernel/result.ts'

const contract = { age: method({ request: z.strictObject({}), response: z.number() }) }
const events = { locked: z.object({ atMs: z.number() }) }

const bridgeThat = (call: Bridge['call'], onEvent: Bridge['onEvent'] = () => () => {}): Bridge => ({
  call,
  onEvent,
})

describe('a call from a page', () => {
  const ask = (answer: unknown) =>
    createIpcClient({ bridge: bridgeThat(() => Promise.resolve(answer)), contract })('age', {})

  test('hands over a good answer and a refusal', async () => {
    expect(await ask({ ok: true, value: 18 })).toEqual(ok(18))
    expect(await ask({ ok: false, failure: { kind: 'locked' } })).toEqual(fail({ kind: 'locked' }))
  })

  test.each([
    undefined,
    null,
    'yes',
    { ok: true, value: '18' },
    { ok: true },
    { ok: false, failure: { kind: 'new' } },
  ])('does not trust the answer %j', async (answer) => {
    expect(await ask(answer)).toEqual(fail({ kind: 'bad-reply' }))
  })

  test('survives a main process that never answers', async () => {
    const bridge = bridgeThat(() => Promise.reject(new Error('gone')))
    expect(await createIpcClient({ bridge, contract })('age', {})).toEqual(fail({ kind: 'no-reply' }))
  })
})

describe('an event of main', () => {
  test('reaches the listener when it is what the contract says, and only then', () => {
    const heard: unknown[] = []
    let send: (event: unknown) => void = () => {}
    const bridge = bridgeThat(
      () => Promise.resolve(),
      (listener) => {
        send = listener
        return () => {}
      },
    )
    listenToMain({ bridge, contract: events, listener: (event) => heard.push(event) })
    for (const message of [null, { name: 'other' }, { name: 'locked', detail: { atMs: 'soon' } }])
      send(message)
    expect(heard).toEqual([])
    send({ name: 'locked', detail: { atMs: 5 } })
    expect(heard).toEqual([{ name: 'locked', detail: { atMs: 5 } }])
  })

  test('is sent to the windows of one role, and never when it breaks the contract', () => {
    const sent: unknown[] = []
    const window = { send: (...message: unknown[]) => sent.push(message) }
    const windows = { add: () => {}, roleOf: () => undefined, withRole: () => [window] }
    const publish = createPublisher({ contract: events, windows: windows as never })
    publish({ to: 'desk', name: 'locked', detail: { atMs: 5 } })
    expect(sent).toEqual([['counterside:event', { name: 'locked', detail: { atMs: 5 } }]])
    expect(() => publish({ to: 'desk', name: 'locked', detail: {} as never })).toThrow('atMs')
  })
})

describe('the contract of this desk', () => {
  test('lets no request grow beyond a batch of operations', () => {
    for (const { maxBytes } of Object.values(IPC_CONTRACT)) expect(maxBytes).toBeLessThanOrEqual(400 * 1024)
  })

  test('names methods and events alike: a noun, a dot, a word', () => {
    for (const name of [...Object.keys(IPC_CONTRACT), ...Object.keys(EVENT_CONTRACT)]) {
      expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/)
    }
  })
})
