import type { SettlementRules } from '#account-api/ingest/settlement.ts'

/** The rules of a market where everybody is an adult, nothing is guaranteed and nothing earns points. */
export const PLAIN_RULES: SettlementRules = {
  recomputeAge: () => 'adult',
  guarantee: { terms: [], afterReplacement: 'continues' },
  loyalty: { isOn: false, pointsPerDevice: 0, items: [] },
}
