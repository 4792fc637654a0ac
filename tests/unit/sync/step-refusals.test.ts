import { operationId, saved } from '#tests/harness/frames.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { accepted, createStepper, retry, sendable } from './step-harness.ts'

let sync: ReturnType<typeof createStepper>
beforeEach(() => {
  sync = createStepper()
})

describe('records and credentials that are refused', () => {
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
