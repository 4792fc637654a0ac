import type { AgeRules } from './age-rule.ts'

/** Japan: 20 by birthday. Rules only; the market is not open. */
export const JP_AGE_RULES: AgeRules = {
  version: 'jp-age-1',
  leapDay: '1-march',
  proofClasses: ['device', 'consumable'],
  dated: [
    {
      from: '2000-01-01',
      classes: ['device', 'consumable'],
      rule: { kind: 'by-birthday', years: 20 },
      source: "the brand's country page for Japan; confirm with counsel before opening the market",
    },
  ],
}
