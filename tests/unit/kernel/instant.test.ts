import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantOf, instantToMs } from '#shared/kernel/instant.ts'

const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

it('writes a time as the platform does, and reads it back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST_MS }), (wallMs) => {
      expect(instantOf(wallMs)).toBe(new Date(wallMs).toISOString())
      expect(instantToMs(instantOf(wallMs))).toBe(wallMs)
    }),
    { examples: [[0], [86_399_999], [86_400_000], [LAST_MS]] },
  )
})

it('writes what a broken clock says as the nearest time that there is', () => {
  expect(instantOf(-1)).toBe('1970-01-01T00:00:00.000Z')
  expect(instantOf(0.9)).toBe('1970-01-01T00:00:00.000Z')
  expect(instantOf(LAST_MS + 1)).toBe('9999-12-31T23:59:59.999Z')
})
