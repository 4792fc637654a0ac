import { describe, expect, test } from 'vitest'

import { type DayRecord, dayFigures } from '#shared/domain/day-figures.ts'

const LISBON = 'Europe/Lisbon'
const NOW = '2026-11-22T19:00:00.000Z'

function record(savedAt: string, more: Partial<DayRecord> = {}): DayRecord {
  return {
    type: 'sale',
    savedAt,
    settledAt: null,
    shelf: 'waiting',
    isOfOperator: true,
    ...more,
  }
}
const sent = (savedAt: string, settledAt: string): DayRecord => record(savedAt, { settledAt, shelf: 'done' })
const figures = (records: readonly DayRecord[], timeZone = LISBON, now = NOW) =>
  dayFigures({ records, timeZone, nowMs: Date.parse(now) })

describe('the figures of a day', () => {
  test('a day without records has none of anything', () => {
    expect(figures([])).toEqual({
      day: '2026-11-22',
      saved: 0,
      sent: 0,
      needsYou: 0,
      byKind: { 'age-check': 0, sale: 0, registration: 0, correction: 0, other: 0 },
      byHour: [],
      delay: null,
    })
  })

  test('[I9] counts by kind, and leaves out what the till says of itself', () => {
    const types = [
      'age-check',
      'age-check',
      'sale',
      'registration',
      'void',
      'return',
      'take-back',
      'from-later',
    ]
    const records = types.map((type) => record('2026-11-22T10:00:00.000Z', { type }))
    const own = record('2026-11-22T08:00:00.000Z', { type: 'terminal-event', isOfOperator: false })
    expect(figures([...records, own])).toMatchObject({
      saved: 8,
      byKind: { 'age-check': 2, sale: 1, registration: 1, correction: 2, other: 2 },
      byHour: [{ hour: 10, saved: 8 }],
    })
  })

  test('[I9] an hour says how much of it is open, and hours in between are there', () => {
    const {
      byHour,
      sent: sentCount,
      needsYou,
    } = figures([
      sent('2026-11-22T09:10:00.000Z', '2026-11-22T09:10:02.000Z'),
      record('2026-11-22T09:50:00.000Z', { shelf: 'needs-you' }),
      record('2026-11-22T12:00:00.000Z'),
    ])
    expect(byHour).toEqual([
      { hour: 9, saved: 2, open: 1 },
      { hour: 10, saved: 0, open: 0 },
      { hour: 11, saved: 0, open: 0 },
      { hour: 12, saved: 1, open: 1 },
    ])
    expect([sentCount, needsYou]).toEqual([1, 1])
  })

  test('the day begins at midnight on the wall of the store, wherever that is', () => {
    const records = [record('2026-11-21T23:59:59.999Z'), record('2026-11-22T00:00:00.000Z')]
    expect(figures(records).saved).toBe(1)
    // 04:00 on the 23rd in Tokyo: its day began at 15:00 UTC on the 22nd.
    const tokyo = figures(
      [record('2026-11-22T14:59:00.000Z'), record('2026-11-22T15:00:00.000Z')],
      'Asia/Tokyo',
    )
    expect([tokyo.day, tokyo.saved, tokyo.byHour[0]?.hour]).toEqual(['2026-11-23', 1, 0])
  })

  test('the hour that comes twice in autumn is one, and the one that is skipped in spring is empty', () => {
    const autumn = figures(
      [record('2026-10-25T00:30:00.000Z'), record('2026-10-25T01:30:00.000Z')],
      LISBON,
      '2026-10-25T12:00:00.000Z',
    )
    expect(autumn.byHour).toEqual([{ hour: 1, saved: 2, open: 2 }])
    const spring = figures(
      [record('2026-03-29T00:30:00.000Z'), record('2026-03-29T01:30:00.000Z')],
      LISBON,
      '2026-03-29T12:00:00.000Z',
    )
    expect(spring.byHour.map(({ hour, saved }) => [hour, saved])).toEqual([
      [0, 1],
      [1, 0],
      [2, 1],
    ])
  })

  test('the time from save to sent: the middle one and the worst', () => {
    const at = '2026-11-22T10:00:00.000Z'
    const { delay } = figures([
      sent(at, '2026-11-22T10:00:01.000Z'),
      sent(at, '2026-11-22T10:00:03.000Z'),
      sent(at, '2026-11-22T12:00:00.000Z'),
      record(at, { settledAt: '2026-11-22T11:00:00.000Z', shelf: 'needs-you' }),
    ])
    expect(delay).toEqual({ medianMs: 3_000, worstMs: 2 * 60 * 60_000 })
  })

  test('a clock that was put back gives no length of time', () => {
    expect(figures([sent('2026-11-22T10:00:00.000Z', '2026-11-22T09:00:00.000Z')]).delay).toBeNull()
  })

  test('a zone that this engine does not know is counted in UTC', () => {
    expect(figures([record('2026-11-22T00:00:00.000Z')], 'Mars/Olympus').byHour[0]?.hour).toBe(0)
  })
})
