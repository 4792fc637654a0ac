import { expect, test } from 'vitest'

import { duration, sinceWhen } from '#renderer/i18n/times.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [400, '1 sec', '1 s'],
  [2_400, '3 sec', '3 s'],
  [59_600, '1 min', '1 min'],
  [25 * MINUTE, '25 min', '25 min'],
  [59.6 * MINUTE, '1 hr', '1 h'],
  [2 * HOUR + 5 * MINUTE, '2 hr 5 min', '2 h 5 min'],
  [28 * HOUR, '1 day 4 hr', '1 dia 4 h'],
  [48 * HOUR, '2 days', '2 dias'],
])('a length of %d ms', (ms, english, portuguese) => {
  expect([duration(ms, 'en'), duration(ms, 'pt-PT')]).toEqual([english, portuguese])
})

test('[I9] a time of another day says which day', () => {
  const moment = { timeZone: 'Europe/Lisbon', language: 'en', nowMs: Date.parse('2026-11-22T14:37:00.000Z') }
  expect(sinceWhen({ ...moment, instant: '2026-11-22T00:01:00.000Z' })).toBe('00:01')
  expect(sinceWhen({ ...moment, instant: '2026-11-21T23:59:00.000Z' })).toBe('21 November 2026, 23:59')
})
