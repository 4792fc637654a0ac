import type { SendResult } from '#renderer/sync/transport.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { accepted, createStepper, retry, sendable } from './step-harness.ts'

let sync: ReturnType<typeof createStepper>
beforeEach(() => {
  sync = createStepper()
})

describe('the heartbeat', () => {
  test('[SY25] an idle loop that is online tells its head at the first contact, and when nothing left for five minutes', () => {
    sync.start()
    sync.load([])
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    sync.load([])
    expect(sync.effect('send')?.batch).toEqual([])
    const first = sync.effect('send')?.number ?? 0
    sync.answer(first, accepted())
    sync.land(first)
    sync.load([])
    sync.pass(299_000)
    sync.give({ kind: 'watchdog' })
    sync.load([])
    expect(sync.kinds()).not.toContain('send')
    sync.pass(1_000)
    sync.give({ kind: 'watchdog' })
    sync.load([])
    expect(sync.effect('send')?.batch).toEqual([])
  })

  test('[SY25] a batch is as good as a heartbeat; offline, and while paused, there is none', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, accepted(1))
    sync.land(number)
    sync.load([])
    expect(sync.kinds()).not.toContain('send')
    sync.pass(300_000)
    sync.give({ kind: 'probed', result: { kind: 'offline', cause: 'busy' } })
    sync.pass(60_000)
    sync.give({ kind: 'watchdog' })
    sync.load([])
    expect(sync.kinds()).not.toContain('send')
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    sync.load([])
    const beat = sync.effect('send')?.number ?? 0
    sync.answer(beat, { kind: 'stop', cause: 'terminal-revoked' })
    sync.land(beat)
    sync.pass(300_000)
    sync.give({ kind: 'watchdog' })
    expect(sync.kinds()).toEqual([])
  })

  test('[SY25] a heartbeat that nobody took is still due: it leaves again once the credential is renewed, or after the pause', () => {
    const beatAfter = (result: SendResult | null): number => {
      const number = sync.effect('send')?.number ?? 0
      expect(sync.effect('send')?.batch).toEqual([])
      sync.give({ kind: 'sent', number, result })
      if (result !== null) sync.land(number)
      return number
    }
    sync.start()
    sync.load([])
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    sync.load([])
    const refused = beatAfter({ kind: 'credential' })
    sync.give({ kind: 'credential-renewed', result: 'renewed' })
    sync.load([])
    expect(sync.effect('send')?.number).toBeGreaterThan(refused)
    const unheard = beatAfter(retry('timeout'))
    expect(sync.kinds()).not.toContain('send')
    sync.pass(300_000)
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    sync.load([])
    expect(sync.effect('send')?.number).toBeGreaterThan(unheard)
  })

  test('[SY25] a heartbeat that is refused for its size or content halves and quarantines nothing', () => {
    sync.start()
    sync.load([])
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    sync.load([])
    sync.answer(sync.effect('send')?.number ?? 0, { kind: 'split' })
    expect(sync.kinds()).not.toContain('quarantine')
    expect(sync.state().limitOperations).toBe(100)
  })
})

describe('asking', () => {
  const heartbeatGone = () => {
    sync.start()
    sync.load([])
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    const number = sync.load([])
    expect(sync.effect('send')?.batch).toEqual([])
    const beat = sync.effect('send')?.number ?? number
    sync.answer(beat, accepted())
    sync.land(beat)
    sync.load([])
  }

  test('[SY30] an idle loop that is online sends its empty batch at once, each time it is asked', () => {
    heartbeatGone()
    for (let times = 0; times < 2; times += 1) {
      sync.pass(1_000)
      sync.give({ kind: 'asked' })
      sync.load([])
      const beat = sync.effect('send')
      expect(beat?.batch).toEqual([])
      sync.answer(beat?.number ?? 0, accepted())
      sync.land(beat?.number ?? 0)
      sync.load([])
    }
    expect(sync.state().inFlight).toEqual([])
  })

  test('[SY30] [SY14] one that is offline probes, and sends the empty batch once it is online', () => {
    heartbeatGone()
    sync.give({ kind: 'probed', result: { kind: 'offline', cause: 'unreachable' } })
    sync.pass(10)
    sync.give({ kind: 'asked' })
    expect(sync.kinds()).toContain('probe')
    expect(sync.effect('send')).toBeUndefined()
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    sync.load([])
    expect(sync.effect('send')?.batch).toEqual([])
  })
})
