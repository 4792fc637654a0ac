import { describe, expect, test } from 'vitest'

import { exportReason } from '#shared/domain/export-reason.ts'

const NOW_MS = Date.parse('2026-11-22T14:00:00.000Z')
const facts = (more: Partial<Parameters<typeof exportReason>[0]> = {}) => ({
  unsent: { records: 3, oldestAt: '2026-11-22T13:00:00.000Z', settled: null },
  stops: [],
  nowMs: NOW_MS,
  ...more,
})

describe('the last resort', () => {
  test('[C18] is offered while something stops what waits, and never where nothing waits', () => {
    for (const [stop, reason] of [
      ['terminal-revoked', 'stopped'],
      ['client-too-old', 'stopped'],
      ['terminal-needs-attention', 'stopped'],
      ['wrong-realm', 'stopped'],
      ['chain-fork', 'closed'],
      ['journal-lost', 'closed'],
    ] as const) {
      expect(exportReason(facts({ stops: [stop] }))).toBe(reason)
      expect(
        exportReason(facts({ stops: [stop], unsent: { records: 0, oldestAt: null, settled: null } })),
      ).toBeNull()
    }
  })

  test('[C18] [D20] is offered where nothing waits and head office takes nothing more, for what it took and is still here', () => {
    const stops = ['terminal-revoked'] as const
    const kept = (settled: number | null) =>
      exportReason(facts({ stops, unsent: { records: 0, oldestAt: null, settled } }))
    expect(kept(5)).toBe('kept')
    expect(kept(0)).toBeNull()
    expect(kept(null)).toBeNull()
    const unsent = { records: 1, oldestAt: '2026-11-22T13:00:00.000Z', settled: 5 }
    expect(exportReason(facts({ stops, unsent }))).toBe('stopped')
  })

  test('[F56] is offered for what was saved while the clock was years ahead: nobody knows how long it waits', () => {
    const unsent = { records: 1, oldestAt: '2099-12-31T23:59:59.000Z', settled: null }
    expect(exportReason(facts({ unsent }))).toBe('too-long')
  })

  test('is offered once the oldest waits for a day, not before, and not for a stop that keeps nothing from going', () => {
    const since = (oldestAt: string) => facts({ unsent: { records: 1, oldestAt, settled: null } })
    expect(exportReason(since('2026-11-21T14:00:00.000Z'))).toBe('too-long')
    expect(exportReason(since('2026-11-21T14:00:01.000Z'))).toBeNull()
    expect(exportReason(since('2026-11-22T14:04:00.000Z'))).toBeNull()
    expect(exportReason(facts({ stops: ['clock-wrong', 'journal-damaged'] }))).toBeNull()
  })
})
