import { RETRY_AFTER_LIMIT_MS, backoffMs } from '#renderer/sync/backoff.ts'
import { expect, test } from 'vitest'

test('[SY12] the span doubles up to five minutes', () => {
  const almostOne = 1 - 2 ** -32
  expect(backoffMs({ failures: 1, chance: almostOne })).toBe(1_999)
  expect(backoffMs({ failures: 5, chance: almostOne })).toBe(31_999)
  expect(backoffMs({ failures: 60, chance: almostOne })).toBe(299_999)
  expect(backoffMs({ failures: 60, chance: 0 })).toBe(0)
})

test('[SY12] Retry-After is a floor, at most an hour', () => {
  expect(backoffMs({ failures: 1, chance: 0, retryAfterMs: 7_000 })).toBe(7_000)
  // The turn that a server gave is kept, however often it failed before; who is asked for a second is not back in one.
  expect(backoffMs({ failures: 60, chance: 0.5, retryAfterMs: 7_000 })).toBe(14_000)
  expect(backoffMs({ failures: 2, chance: 0.5, retryAfterMs: 60_000 })).toBe(62_000)
  expect(backoffMs({ failures: 1, chance: 0, retryAfterMs: 1e15 })).toBe(RETRY_AFTER_LIMIT_MS)
  expect(backoffMs({ failures: 1, chance: 0, retryAfterMs: -5 })).toBe(0)
})
