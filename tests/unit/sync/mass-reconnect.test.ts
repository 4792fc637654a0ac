import { backoffMs } from '#renderer/sync/backoff.ts'
import type { Plan, PlannedEvent, PlannedFault } from '#tests/simulation/plan.ts'
import { play } from '#tests/simulation/run-plan.ts'
import { createChance } from '#tests/simulation/seeded.ts'
import { createWorld } from '#tests/simulation/world.ts'
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

function mostInASecond(momentsMs: readonly number[]): number {
  const seconds = momentsMs.map((ms) => Math.floor(ms / 1_000))
  return Math.max(...seconds.map((second) => seconds.filter((other) => other === second).length))
}

test('[F55] [I10] [SY12] two hundred tills that lost the server together come back apart', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const tries = firstTries(seed).toSorted((left, right) => left - right)
    // Two hundred over five minutes are less than two a second on average.
    expect(mostInASecond(tries)).toBeLessThanOrEqual(10)
    expect(tries.at(-1)).toBeLessThanOrEqual(5 * 60_000)
  }
})

const AWAY_MS = { fromMs: 10_000, untilMs: 200_000 }

/** Each till registers somebody while none of them reaches the account API; for all of them it is back in the same moment. */
const LOST_TOGETHER: Plan = {
  seed: 55,
  tills: TILLS,
  events: Array.from({ length: TILLS }, (_, till): PlannedEvent => {
    const what = till % 2 === 0 ? 'registration-and-device' : 'sale'
    const who = { operator: 0, email: till, devices: [till], isExisting: false }
    return {
      kind: 'visit',
      atMs: 20_000 + till,
      till,
      what,
      ...who,
      isDoubleClick: false,
      isTypedAgain: false,
    }
  }),
  faults: Array.from({ length: TILLS }, (_, till): PlannedFault => ({
    kind: 'network',
    till,
    ...AWAY_MS,
    fault: 'unreachable',
    rate: 1,
  })),
}

test('[F55] [I10] [SY12] two hundred tills that get the account API back in one moment come to it apart, and nothing is lost or doubled', async () => {
  const world = createWorld(LOST_TOGETHER, {})
  const { tills, counters, api } = await play(world)
  expect(world.violations).toEqual([])
  const saved = counters.flatMap(({ intents }) => intents.map(({ id }) => id))
  expect(saved.length).toBeGreaterThanOrEqual(2 * TILLS)
  expect(saved.filter((id) => api.ledger.row(id) === undefined)).toEqual([])
  const returns = tills.map(({ network }) => network.sentAtMs.find((atMs) => atMs >= AWAY_MS.untilMs) ?? 0)
  expect(mostInASecond(returns)).toBeLessThanOrEqual(10)
})
