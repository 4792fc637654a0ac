import type { AgeRules } from './age-rule.ts'

/** South Korea: 19 in the calendar year, whatever the birthday. Rules only; the market is not open. */
export const KR_AGE_RULES: AgeRules = {
  version: 'kr-age-1',
  leapDay: '1-march',
  proofClasses: ['device', 'consumable'],
  dated: [
    {
      from: '2000-01-01',
      classes: ['device', 'consumable'],
      rule: { kind: 'by-birth-year', years: 19 },
      source: "the brand's country page for South Korea; confirm with counsel before opening the market",
    },
  ],
}
