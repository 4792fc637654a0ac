import type { SendResult } from '#renderer/sync/transport.ts'
import { A_CASE, operationId, saved, settled } from '#tests/harness/frames.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { createStepper, sendable } from './step-harness.ts'

const accepted = (...ns: number[]): SendResult => ({
  kind: 'settled',
  frames: ns.map((n) => settled(100 + n, n)),
  unanswered: [],
  spreadMs: 0,
})
const retry = (
  cause: Extract<SendResult, { kind: 'retry' }>['cause'],
  retryAfterMs: number | null = null,
): SendResult => ({
  kind: 'retry',
  cause,
  retryAfterMs,
})

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

describe('failures', () => {
  test('[SY12] [SY14] no network: everything rests, then a probe goes first', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, retry('unreachable'))
    sync.land(number)
    expect(sync.status()).toMatchObject({ connection: 'offline', cause: 'unreachable' })
    sync.pass(1_000)
    sync.give({ kind: 'timer-fired' })
    expect(sync.kinds()).toEqual(['probe'])
  })

  test('[SY12] Retry-After is kept to', () => {
    sync.start()
    sync.answer(sync.load([sendable(1)]), retry('busy', 90_000))
    expect(sync.effect('set-timer')).toEqual({ kind: 'set-timer', delayMs: 91_000 })
  })

  test('[SY12] [F40] another batch that comes back well does not end what Retry-After asked for', () => {
    sync.start()
    const refused = sync.load([sendable(1)])
    const well = sync.load([sendable(2)])
    sync.answer(refused, retry('busy', 20_000))
    sync.land(refused)
    sync.answer(well, accepted(2))
    expect(sync.kinds()).not.toContain('load')
    sync.land(well)
    expect(sync.kinds()).not.toContain('load')
    sync.pass(19_999)
    sync.give({ kind: 'timer-fired' })
    expect(sync.effect('load')).toBeUndefined()
    sync.pass(1)
    sync.give({ kind: 'timer-fired' })
    expect(sync.effect('load')).toBeDefined()
  })

  test('[SY12] [F40] a healthy probe does not end what Retry-After asked for', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, retry('busy', 90_000))
    sync.land(number)
    sync.pass(10_000)
    sync.give({ kind: 'woke' })
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    expect(sync.state().notBeforeMs).toBe(91_000)
    expect(sync.kinds()).not.toContain('load')
  })

  test('[SY12] [SY18] [F40] neither does a new enrolment: the account API asked the till, whoever set it up since', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, retry('busy', 90_000))
    sync.land(number)
    sync.give({ kind: 'enrolled-again' })
    expect(sync.kinds()).not.toContain('recover')
    sync.pass(89_999)
    sync.give({ kind: 'timer-fired' })
    expect(sync.kinds()).not.toContain('recover')
    sync.pass(1)
    sync.give({ kind: 'timer-fired' })
    expect(sync.kinds()).toContain('recover')
  })

  test('[SY13] [F41] an account API that is well again gets at once what failed alone during its trouble', () => {
    sync.start()
    const number = sync.load([sendable(1, { attempts: 12 })])
    sync.answer(number, retry('server-error'))
    sync.land(number)
    sync.pass(5_000)
    sync.give({ kind: 'woke' })
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    expect(sync.state().holds.size).toBe(0)
  })

  test('[SY13] [F41] what failed alone is tried as soon as another one went through', () => {
    sync.start()
    const first = sync.load([sendable(1, { attempts: 12 })])
    sync.answer(first, retry('server-error'))
    sync.land(first)
    sync.pass(5_000)
    sync.give({ kind: 'timer-fired' })
    const second = sync.load([sendable(2)])
    sync.answer(second, accepted(2))
    expect(sync.state().holds.has(operationId(1))).toBe(false)
  })

  test('[SY13] a healthy probe resets the backoff once until something is settled', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, retry('unreachable'))
    sync.land(number)
    sync.pass(5_000)
    sync.give({ kind: 'woke' })
    expect(sync.kinds()).toContain('probe')
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    expect(sync.state().failures).toBe(0)
    const again = sync.load([sendable(1)])
    sync.answer(again, retry('unreachable'))
    sync.land(again)
    sync.give({ kind: 'probed', result: { kind: 'online' } })
    expect(sync.state().failures).toBe(1)
  })

  test('[SY34] [F47] a wake within five seconds of the last is acted on when they are over, once', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, retry('busy', 60_000))
    sync.give({ kind: 'woke' })
    expect(sync.kinds()).toContain('probe')
    sync.give({ kind: 'probed', result: { kind: 'offline', cause: 'busy' } })
    sync.pass(1_000)
    sync.give({ kind: 'woke' })
    expect(sync.kinds()).toEqual(['set-timer'])
    expect(sync.effect('set-timer')?.delayMs).toBe(4_000)
    sync.pass(1_000)
    sync.give({ kind: 'woke' })
    expect(sync.kinds()).toEqual([])
    sync.pass(3_000)
    sync.give({ kind: 'timer-fired' })
    expect(sync.kinds()).toContain('probe')
    sync.give({ kind: 'probed', result: { kind: 'offline', cause: 'busy' } })
    sync.pass(5_000)
    sync.give({ kind: 'timer-fired' })
    expect(sync.kinds()).not.toContain('probe')
  })

  test('[SY15] halves a batch that the server chokes on, and holds the one that fails alone', () => {
    sync.start()
    const number = sync.load([sendable(1), sendable(2), sendable(3)])
    sync.answer(number, retry('server-error'))
    expect(sync.state().limitOperations).toBe(2)
    sync.land(number)
    sync.pass(300_000)
    sync.give({ kind: 'timer-fired' })
    sync.answer(sync.load([sendable(1)]), retry('server-error'))
    expect(sync.state().holds.has(operationId(1))).toBe(true)
    expect(sync.effect('land')?.failed).toEqual([])
  })

  /** One record fails alone, so often that the loop rests for minutes. */
  const failAlone = (retryAfterMs: number | null = null): void => {
    sync.start()
    for (let attempts = 0; attempts < 8; attempts += 1) {
      const number = sync.load([sendable(1, { attempts })])
      sync.answer(number, retry('server-error', retryAfterMs))
      sync.land(number)
      if (attempts === 7) break
      sync.pass(3_600_000)
      sync.give({ kind: 'timer-fired' })
    }
  }

  test.each([0, 0.5, 0.99])('[SY15] what failed alone goes after the rest, at chance %f', (chance) => {
    sync.setChance(chance)
    failAlone()
    const { holds, notBeforeMs } = sync.state()
    expect(holds.get(operationId(1))?.untilMs).toBeGreaterThan(notBeforeMs)
  })

  test('[SY35] [I6] what is saved behind a record that fails alone is sent at once, without it', () => {
    failAlone()
    sync.pass(1_000)
    sync.give({ kind: 'saved', frame: saved(2) })
    expect(sync.effect('load')?.query.held.has(operationId(1))).toBe(true)
    sync.load([sendable(2)])
    expect(sync.kinds()).toContain('send')
  })

  test('[SY35] [SY12] not before what the account API asked for', () => {
    failAlone(600_000)
    sync.pass(1_000)
    sync.give({ kind: 'saved', frame: saved(2) })
    expect(sync.kinds()).not.toContain('load')
  })

  test('[SY35] nothing but a record that failed alone lets what is saved go ahead of the backoff', () => {
    sync.start()
    sync.answer(sync.load([sendable(1), sendable(2)]), retry('server-error'))
    sync.land(1)
    sync.give({ kind: 'saved', frame: saved(3) })
    expect(sync.kinds()).not.toContain('load')
  })

  test('[SY16] a lone failure counts when others succeeded since, and the eighth rests for a day', () => {
    sync.start()
    sync.setChance(0)
    const fail = (failures: number): void => {
      sync.answer(sync.load([sendable(1, { failures, attempts: failures })]), retry('server-error'))
    }
    const recover = (n: number): void => {
      const failed = sync.state().inFlight[0]?.batch ?? 0
      sync.land(failed)
      const number = sync.load([sendable(n)])
      sync.answer(number, accepted(n))
      sync.load([])
      sync.land(number)
    }
    fail(0)
    recover(2)
    expect(sync.status()).toMatchObject({ connection: 'online', cause: null })
    fail(7)
    // The account API takes the others: nobody is told that it is away.
    expect(sync.status()).toMatchObject({ connection: 'online', cause: null })
    expect(sync.effect('land')?.failed).toEqual([operationId(1)])
    expect(sync.state().holds.get(operationId(1))?.untilMs).toBe(1_000 + 24 * 3_600_000)
  })

  test('[SY17] a refused credential is renewed once; then the terminal needs attention', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, { kind: 'credential' })
    expect(sync.kinds()).toEqual(['land', 'renew-credential'])
    expect(sync.effect('land')).toMatchObject({ unknown: [operationId(1)], failed: [] })
    expect(sync.status()).toMatchObject({ pausedBy: 'credential', needsAttention: false })
    sync.land(number)
    sync.give({ kind: 'credential-renewed', result: 'renewed' })
    const again = sync.load([sendable(1)])
    sync.answer(again, { kind: 'credential' })
    expect(sync.kinds()).not.toContain('renew-credential')
    expect(sync.status()).toMatchObject({ pausedBy: 'credential', needsAttention: true })
    sync.pass(3_600_000)
    sync.give({ kind: 'timer-fired' })
    expect(sync.kinds()).toContain('renew-credential')
  })

  test('[SY18] stop ends all sending until the terminal is enrolled again', () => {
    sync.start()
    const number = sync.load([sendable(1)])
    sync.answer(number, { kind: 'stop', cause: 'terminal-revoked' })
    sync.land(number)
    sync.give({ kind: 'woke' })
    sync.give({ kind: 'watchdog' })
    expect(sync.kinds()).toEqual([])
    expect(sync.status().pausedBy).toBe('terminal-revoked')
    sync.give({ kind: 'enrolled-again' })
    expect(sync.status().pausedBy).toBeNull()
  })

  test('[SY19] a refusal that meets every record alone is the way’s, not theirs: nothing is quarantined', () => {
    sync.start()
    for (const n of [1, 2, 3]) {
      const number = sync.load([sendable(n)])
      sync.answer(number, { kind: 'split' })
      expect(sync.kinds()).not.toContain('quarantine')
      expect(sync.state().holds.has(operationId(n))).toBe(true)
      expect(sync.state().failures).toBe(n)
      sync.land(number)
      sync.pass(300_000)
      sync.give({ kind: 'timer-fired' })
    }
  })

  test('[SY19] split halves at once; a lone culprit is quarantined once others were settled beside it', () => {
    sync.start()
    const number = sync.load([sendable(1), sendable(2)])
    sync.load([])
    sync.answer(number, { kind: 'split' })
    sync.land(number)
    expect(sync.effect('load')?.query.limitOperations).toBe(1)
    const first = sync.load([sendable(1)])
    sync.answer(first, { kind: 'split' })
    expect(sync.effect('quarantine')).toBeUndefined()
    sync.land(first)
    sync.pass(300_000)
    sync.give({ kind: 'timer-fired' })
    const other = sync.load([sendable(2)])
    sync.answer(other, accepted(2))
    sync.land(other)
    const alone = sync.load([sendable(1)])
    sync.answer(alone, { kind: 'split' })
    expect(sync.effect('quarantine')).toMatchObject({ operationId: operationId(1) })
    sync.give({ kind: 'quarantined', number: alone, isDone: true })
    expect(sync.kinds()).toEqual(['load'])
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
