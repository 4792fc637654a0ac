import { backoffMs } from '#renderer/sync/backoff.ts'
import { createChance } from '#tests/simulation/seeded.ts'
import { expect, test } from 'vitest'

const TILLS = 200
const OUTAGE_MS = 20 * 60_000

/** When each till asks first after the end of an outage that all of them met in the same second. */
function firstTries(seed: number): readonly number[] {
  const chance = createChance(seed)
  return Array.from({ length: TILLS }, () => {
    let atMs = chance.below(1_000)
    for (let failures = 1; atMs < OUTAGE_MS; failures += 1) {
      atMs += Math.max(1, backoffMs({ failures, chance: chance.next() }))
    }
    return atMs - OUTAGE_MS
  })
}

test('[F55] [I10] [SY12] two hundred tills that lost the server together come back apart', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const tries = firstTries(seed).toSorted((left, right) => left - right)
    const bySecond = new Map<number, number>()
    for (const tryMs of tries) {
      const second = Math.floor(tryMs / 1_000)
      bySecond.set(second, (bySecond.get(second) ?? 0) + 1)
    }
    // Two hundred over five minutes are less than two a second on average.
    expect(Math.max(...bySecond.values())).toBeLessThanOrEqual(10)
    expect(tries.at(-1)).toBeLessThanOrEqual(5 * 60_000)
  }
})
