import { expect, test } from 'vitest'
import { marketByCode } from '#account-api/configuration/market-by-code.ts'
import { recomputeAge } from '#account-api/ingest/recompute-age.ts'
import type { Market } from '#shared/markets/market.ts'

const market = assertMarket()
function assertMarket(): Market {
  const found = marketByCode('practice')
  if (found === null) throw new Error('there is no practice market')
  return found
}

const bootId = '01890000-0000-7000-8000-000000000000' as never

function recompute(given: {
  born: string
  occurredAt: string
  receivedAt: string
  zone?: string
  offsetMs?: number
}) {
  const clock = { bootId, monotonicMs: 0, serverOffsetMs: given.offsetMs ?? null, offsetAgeMs: null }
  return recomputeAge({
    dateOfBirth: given.born,
    header: { occurredAt: given.occurredAt, storeTimeZone: given.zone ?? 'Europe/Lisbon', clock },
    receivedAt: given.receivedAt,
    market,
  })
}

test.each([
  ['on the birthday', '2008-11-22', 'adult'],
  ['on its eve', '2008-11-23', 'under-age'],
])('[R1] %s', (_when, born, expected) => {
  const instant = '2026-11-22T12:00:00.000Z'
  expect(recompute({ born, occurredAt: instant, receivedAt: instant })).toBe(expected)
})

test('[C29] a till that is 400 days ahead does not make an adult', () => {
  const given = {
    born: '2009-06-01',
    occurredAt: '2027-12-27T12:00:00.000Z',
    receivedAt: '2026-11-22T12:00:00.000Z',
  }
  expect(recompute(given)).toBe('under-age')
})

test('[C29] what arrives late is reviewed when the person came of age in between, the known clock error counted', () => {
  const given = {
    born: '2008-11-20',
    occurredAt: '2026-11-19T12:00:00.000Z',
    receivedAt: '2026-11-22T12:00:00.000Z',
  }
  expect(recompute(given)).toBe('review')
  const ahead = { ...given, occurredAt: '2026-11-21T12:00:00.000Z', offsetMs: -3 * 86_400_000 }
  expect(recompute(ahead)).toBe('review')
  expect(recompute({ ...given, occurredAt: '2026-11-21T12:00:00.000Z' })).toBe('adult')
})

test.each([
  ['a year without age rules', { occurredAt: '0500-01-01T00:00:00.000Z' }],
  [
    'an offset beyond every date',
    { occurredAt: '2026-11-22T12:00:00.000Z', offsetMs: Number.MIN_SAFE_INTEGER },
  ],
])('[C29] [C34] a till that claims %s is answered, and looked at', (_what, claimed) => {
  const given = { born: '1990-02-14', receivedAt: '2026-11-22T12:00:00.000Z', ...claimed }
  expect(recompute(given)).toBe('review')
})

test('[C30] the day is that of the store: midnight in Lisbon is an hour before midnight in the Azores', () => {
  const midnight = '2026-11-22T00:30:00.000Z'
  const given = { born: '2008-11-22', occurredAt: midnight, receivedAt: midnight }
  expect(recompute(given)).toBe('adult')
  expect(recompute({ ...given, zone: 'Atlantic/Azores' })).toBe('under-age')
})

test('[R1] born on 29 February: an adult on 1 March of a common year', () => {
  const on = (day: string) =>
    recompute({ born: '2008-02-29', occurredAt: `${day}T12:00:00.000Z`, receivedAt: `${day}T12:00:00.000Z` })
  expect([on('2026-02-28'), on('2026-03-01')]).toEqual(['under-age', 'adult'])
})
