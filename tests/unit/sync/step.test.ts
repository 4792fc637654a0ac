import type { SendResult } from '#renderer/sync/transport.ts'
import { A_CASE, operationId, saved, settled } from '#tests/harness/frames.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { accepted, createStepper, sendable } from './step-harness.ts'

let sync: ReturnType<typeof createStepper>
beforeEach(() => {
  sync = createStepper()
})

describe('the loop', () => {
  test('[SY1] recovers before it loads', () => {
    sync.give({ kind: 'started' })
    expect(sync.kinds()).toEqual(['recover'])
    sync.give({ kind: 'recovered', isDone: true })
    expect(sync.kinds()).toEqual(['load'])
  })

  test('[SY2] two batches in flight, the second without the aggregates of the first', () => {
    sync.start()
    sync.load([sendable(1)])
    expect(sync.kinds()).toEqual(['send', 'load'])
    expect([...(sync.effect('load')?.query.excludeAggregates ?? [])]).toEqual([
      sendable(1).delivery.aggregateId,
    ])
    sync.load([sendable(2)])
    expect(sync.kinds()).toEqual(['send'])
  })

  test('[SY2a] what is saved while a batch is looked for does not wait for the watchdog', () => {
    sync.start()
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    const number = sync.state().load?.number ?? 0
    sync.give({ kind: 'saved', frame: saved(1) })
    sync.give({ kind: 'loaded', number, batch: [] })
    expect(sync.kinds()).toContain('load')
  })

  test('[SY4] a batch stays in flight until its frames are applied', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, accepted(1))
    expect(sync.effect('land')).toMatchObject({
      frames: [{ operationId: operationId(1) }],
      unknown: [],
      failed: [],
    })
    expect(sync.state().inFlight).toHaveLength(1)
    sync.land(number)
    expect(sync.state().inFlight).toHaveLength(0)
  })

  test('[SY5] a fresh registration is held for 20 s', () => {
    sync.start()
    sync.load([])
    sync.give({ kind: 'saved', frame: saved(1, { type: 'registration' }) })
    expect(sync.effect('load')?.query.held).toEqual(new Set([operationId(1)]))
    expect(sync.effect('set-timer')).toEqual({ kind: 'set-timer', delayMs: 20_000 })
    sync.load([])
    sync.pass(20_000)
    sync.give({ kind: 'timer-fired' })
    expect(sync.effect('load')?.query.held).toEqual(new Set())
  })

  test('[SY5] [SY5a] asked to send now, a fresh registration waits no longer, and what failed goes on waiting', () => {
    sync.start()
    sync.load([])
    sync.give({ kind: 'saved', frame: saved(1, { type: 'registration' }) })
    sync.load([])
    sync.give({ kind: 'send-now' })
    expect(sync.effect('load')?.query.held).toEqual(new Set())
    const number = sync.load([sendable(2)])
    sync.answer(number, { kind: 'settled', frames: [], unanswered: [operationId(2)], spreadMs: 0 })
    sync.land(number)
    const held = new Set(sync.state().holds.keys())
    expect(held).toContain(operationId(2))
    sync.give({ kind: 'send-now' })
    expect(new Set(sync.state().holds.keys())).toEqual(held)
  })

  test('[SY5] a check or a sale is never held', () => {
    sync.start()
    sync.load([])
    for (const [n, type] of [
      [1, 'age-check'],
      [2, 'sale'],
      [3, 'void'],
      [4, 'correction'],
    ] as const) {
      sync.give({ kind: 'saved', frame: saved(n, { type }) })
    }
    expect(sync.state().holds.size).toBe(0)
  })

  test('[SY6] the watchdog gives up a load and a batch that never came back', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.pass(60_000)
    sync.give({ kind: 'watchdog' })
    expect(sync.kinds()).toContain('load')
    sync.pass(300_000)
    sync.give({ kind: 'watchdog' })
    expect(sync.effect('land')).toMatchObject({ number, unknown: [operationId(1)] })
  })

  test('[SY7] a late answer is applied and concludes nothing', () => {
    sync.start()
    sync.load([])
    sync.answer(77, accepted(1))
    expect(sync.effect('land')).toMatchObject({ frames: [{ operationId: operationId(1) }], unknown: [] })
    sync.answer(78, { kind: 'stop', cause: 'wrong-realm' })
    expect(sync.status().pausedBy).toBeNull()
  })

  test('[SY8] an idle loop probes when nothing was heard for a minute', () => {
    sync.start()
    sync.load([])
    expect(sync.kinds()).toContain('probe')
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    expect(sync.status()).toMatchObject({ connection: 'online', lastContactAtMs: 1_000 })
    sync.pass(60_000)
    sync.give({ kind: 'watchdog' })
    expect(sync.kinds()).toContain('probe')
  })

  test('[SY21] a store that fails is asked again later and says nothing of the connection', () => {
    sync.start()
    sync.give({ kind: 'loaded', number: sync.state().load?.number ?? 0, batch: null })
    expect(sync.kinds()).toEqual(['set-timer'])
    expect(sync.status().connection).toBe('unknown')
  })
})

describe('outcomes', () => {
  test('[SY9] what has no frame stays unknown and is held', () => {
    sync.start()
    const number = sync.load([sendable(1), sendable(2)])
    sync.answer(number, accepted(2))
    expect(sync.effect('land')).toMatchObject({ unknown: [operationId(1)], failed: [operationId(1)] })
    expect([...sync.state().holds.keys()]).toEqual([operationId(1)])
  })

  test('[SY10] waiting ends when what it waits on is settled', () => {
    sync.start()
    const first = sync.load([sendable(1)])
    const waiting = settled(101, 1, { kind: 'waiting', on: [operationId(2)] })
    sync.answer(first, { kind: 'settled', frames: [waiting], unanswered: [], spreadMs: 0 })
    expect([...sync.state().holds.keys()]).toEqual([operationId(1)])
    sync.land(first)
    sync.answer(sync.load([sendable(2)]), accepted(2))
    expect(sync.state().holds.size).toBe(0)
  })

  test('[SY10] what waits is put back, also when its frame is one that the store has applied', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    const waiting = settled(101, 1, { kind: 'waiting', on: [operationId(2)] })
    sync.answer(number, { kind: 'settled', frames: [waiting], unanswered: [], spreadMs: 0 })
    expect(sync.effect('land')).toMatchObject({ unknown: [operationId(1)], failed: [] })
  })

  test('[SY11] a case holds up nothing', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, { kind: 'settled', frames: [settled(101, 1, A_CASE)], unanswered: [], spreadMs: 0 })
    sync.load([])
    sync.land(number)
    expect(sync.kinds()).toEqual(['load'])
    expect(sync.status().pausedBy).toBeNull()
  })

  test('[SY20] a spread is kept, by chance', () => {
    sync.start()
    sync.answer(sync.load([sendable(1)]), { ...accepted(1), spreadMs: 60_000 } as SendResult)
    expect(sync.effect('set-timer')).toEqual({ kind: 'set-timer', delayMs: 30_000 })
  })
})
