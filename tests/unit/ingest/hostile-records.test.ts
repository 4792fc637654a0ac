import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recomputeAge } from '#account-api/ingest/recompute-age.ts'
import { settle } from '#account-api/ingest/settle.ts'
import type { SettlementRules } from '#account-api/ingest/settlement.ts'
import { EMPTY_SNAPSHOT } from '#account-api/ingest/snapshot.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import { hostileBatch } from '#tests/api/hostile-records.ts'

/** The same in every run of the suite; more, and others, where they are asked for. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122)

const rules: SettlementRules = {
  recomputeAge: (person) => recomputeAge({ ...person, market: PRACTICE }),
  guarantee: PRACTICE.guarantee,
  loyalty: { ...PRACTICE.loyalty, isOn: true },
}

test('[IN11][IN32] whatever well-formed records a terminal signs, settling them ends, and says something of each', () => {
  const property = fc.property(hostileBatch, (arrivals) => {
    const { outcomes } = settle(EMPTY_SNAPSHOT, arrivals, rules)
    for (const arrival of arrivals) expect(outcomes.get(arrival.header.id)).toBeDefined()
  })
  fc.assert(property, { numRuns: RUNS, seed: SEED })
})
