import type { AgeCheckPolicies, AgeCheckPolicy } from '../markets/age-check-policy.ts'
import type { AgeRules } from '../markets/age-rule.ts'
import { ageVerdict } from './age.ts'
import { addMonths, type CalendarDate } from './calendar-date.ts'

/** How an age is proven on `saleDate`, the store's local day: the newest policy that has begun (R1, R2). */
export function ageCheckPolicyOn(policies: AgeCheckPolicies, saleDate: CalendarDate): AgeCheckPolicy {
  const begun = policies.later
    .filter(({ from }) => from <= saleDate)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return begun.at(-1)?.policy ?? policies
}

/**
 * The years for 'clearly over', or null where the market has none. Where a law shuts out whoever is born after a date,
 * people of that age are one day no adults by it: from then on only a document counts (R1, R2).
 */
export function challengeAge(
  market: { readonly age: AgeRules; readonly ageCheck: AgeCheckPolicies },
  saleDate: CalendarDate,
): number | null {
  const { clearlyOverYears } = ageCheckPolicyOn(market.ageCheck, saleDate)
  if (clearlyOverYears === null) return null
  const birthDate = addMonths(saleDate, { months: -12 * clearlyOverYears, shortMonth: 'last-day' })
  const youngest = { birthDate, rules: market.age, productClasses: [], saleDate }
  return ageVerdict(youngest).verdict === 'adult' ? clearlyOverYears : null
}
