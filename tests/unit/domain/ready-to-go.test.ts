import { describe, expect, test } from 'vitest'

import { type GoFacts, notReady } from '#shared/domain/ready-to-go.ts'

const NOW_MS = Date.parse('2026-11-22T08:00:00.000Z')
const READY: GoFacts = {
  mirror: { kind: 'following', behind: 0, isSameDisk: false },
  waiting: 0,
  isClockTrusted: true,
  disk: 'ok',
  battery: { percent: 50, isCharging: false },
  printer: 'ready',
  rulesIssuedAt: '2026-11-20T08:00:00.000Z',
  nowMs: NOW_MS,
}

describe('ready to go out', () => {
  test('a till with a whole mirror, nothing waiting, a checked clock, room, half a battery, a printer and rules of this week is', () => {
    expect(notReady(READY)).toEqual([])
  })

  test.each([
    ['mirror', { mirror: { kind: 'off' } }],
    ['mirror', { mirror: { kind: 'checking' } }],
    ['mirror', { mirror: { kind: 'lost' } }],
    ['mirror', { mirror: { kind: 'following', behind: 1, isSameDisk: false } }],
    ['mirror', { mirror: { kind: 'following', behind: 0, isSameDisk: true } }],
    ['mirror', { mirror: null }],
    ['waiting', { waiting: 1 }],
    ['waiting', { waiting: null }],
    ['clock', { isClockTrusted: false }],
    ['disk', { disk: 'low' }],
    ['battery', { battery: { percent: 49, isCharging: true } }],
    ['battery', { battery: 'unknown' }],
    ['battery', { battery: null }],
    ['printer', { printer: 'paper-out' }],
    ['printer', { printer: 'unknown' }],
    ['printer', { printer: null }],
    ['rules', { rulesIssuedAt: '2026-11-15T07:59:59.000Z' }],
  ] as const)('it is not because of %s: %o', (line, change) => {
    expect(notReady({ ...READY, ...change })).toEqual([line])
  })
})
