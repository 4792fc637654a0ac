import { expect, test } from 'vitest'
import { captureBounds } from '#account-api/ingest/capture-bounds.ts'
import { bootIdSchema } from '#shared/contracts/identifiers.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const OCCURRED = '2026-11-20T10:00:00.000Z'
const RECEIVED = '2026-11-22T10:00:00.000Z'
const at = Date.parse(OCCURRED)
const received = Date.parse(RECEIVED)

/** What a till knew of the time. */
const bounds = (serverOffsetMs: number | null, offsetAgeMs: number | null, occurredAt = OCCURRED) =>
  captureBounds(
    {
      occurredAt,
      clock: {
        bootId: bootIdSchema.parse('019ab000-0000-7000-8000-000000000001'),
        monotonicMs: 1,
        serverOffsetMs,
        offsetAgeMs,
      },
    },
    RECEIVED,
  )

test('[IN26] a clock that was compared in this boot is believed to five minutes, and less the longer ago', () => {
  expect(bounds(0, 0)).toEqual({ earliestMs: at - 5 * MINUTE, latestMs: at + 5 * MINUTE })
  expect(bounds(90 * MINUTE, 0)).toEqual({ earliestMs: at + 85 * MINUTE, latestMs: at + 95 * MINUTE })
  expect(bounds(0, 1000 * MINUTE)).toEqual({ earliestMs: at - 6 * MINUTE, latestMs: at + 6 * MINUTE })
})

test('[IN26] after a restart it is believed to a day, and never beyond the arrival', () => {
  expect(bounds(0, null)).toEqual({ earliestMs: at - DAY, latestMs: at + DAY })
  expect(bounds(0, null, '2026-11-22T09:00:00.000Z').latestMs).toBe(received)
})

test('[IN26] a clock that was never compared, or is ahead of the arrival, proves nothing', () => {
  expect(bounds(null, null)).toEqual({ earliestMs: 0, latestMs: received })
  expect(bounds(0, 0, '2031-01-01T00:00:00.000Z')).toEqual({ earliestMs: 0, latestMs: received })
})
