import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import type { JournalFollower } from '#renderer/outbox/outbox.ts'
import { sendLostAgain } from '#renderer/sync/send-lost-again.ts'
import type { Transport } from '#renderer/sync/transport.ts'
import { fail } from '#shared/kernel/result.ts'
import { operationId, refill, saved, settled } from '#tests/harness/frames.ts'
import { expect, test, vi } from 'vitest'

import { createStepper, sendable } from './step-harness.ts'

const HELD = [{ epoch: 1, last: 0, gaps: [] }]

async function storeWith(count: number) {
  const outbox = createMemoryOutbox()
  const all = Array.from({ length: count }, (_, index) => index + 1)
  await outbox.applyFrames([...all.map((n) => saved(n)), ...all.map((n) => settled(count + n, n))])
  const follower: JournalFollower = {
    follow: (frames) => outbox.applyFrames(frames),
    catchUp: async () => fail({ kind: 'unavailable' }),
  }
  const transport = { refill: vi.fn<Transport['refill']>() }
  return { outbox, follower, transport, ports: { outbox, follower, transport: transport as never } }
}

test('[SY33] what the store is compared with comes with the answer, and is looked at when its frames are in', () => {
  const sync = createStepper()
  sync.start()
  const batch = sync.load([sendable(1)])
  sync.answer(batch, { kind: 'settled', frames: [settled(2, 1)], unanswered: [], spreadMs: 0, held: HELD })
  expect(sync.effect('land')).toMatchObject({ frames: [{ number: 2 }], held: HELD })
})

test('[SY33] what main opens again is sent again', async () => {
  const { outbox, transport, ports } = await storeWith(2)
  transport.refill.mockResolvedValue({ kind: 'refilled', frames: [refill(5, [2])] })
  await sendLostAgain(ports, HELD)
  expect(
    transport.refill.mock.calls.map(([records]) => records.map((one) => one.operationId).toSorted()),
  ).toEqual([[1, 2].map((n) => operationId(n))])
  const left = await outbox.get(operationId(2))
  expect(left.ok && left.value?.delivery.status).toBe('pending')
})

test('[SY33] main hears that nothing is lost, and of more than a frame names in turns', async () => {
  const few = await storeWith(0)
  few.transport.refill.mockResolvedValue({ kind: 'refilled', frames: [] })
  await sendLostAgain(few.ports, HELD)
  expect(few.transport.refill.mock.calls).toEqual([[[]]])
  const many = await storeWith(1500)
  many.transport.refill.mockResolvedValue({ kind: 'refilled', frames: [] })
  await sendLostAgain(many.ports, HELD)
  expect(many.transport.refill.mock.calls.map(([records]) => records.length)).toEqual([1000, 500])
  // That a full list is the last one can be said only by an empty one behind it.
  const full = await storeWith(1000)
  full.transport.refill.mockResolvedValue({ kind: 'refilled', frames: [] })
  await sendLostAgain(full.ports, HELD)
  expect(full.transport.refill.mock.calls.map(([records]) => records.length)).toEqual([1000, 0])
})

test('[SY33] a store that does not answer, or a main that cannot write, is asked again another time', async () => {
  const { outbox, transport, ports } = await storeWith(1)
  const stalled = { ...outbox, page: async () => fail({ kind: 'stalled' } as const) }
  await sendLostAgain({ ...ports, outbox: stalled }, HELD)
  expect(transport.refill).not.toHaveBeenCalled()
  transport.refill.mockResolvedValue({ kind: 'failed' })
  await sendLostAgain(ports, HELD)
  const left = await outbox.get(operationId(1))
  expect(left.ok && left.value?.delivery.status).toBe('accepted')
})
