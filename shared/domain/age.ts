import { assert, unreachable } from '../kernel/assert.ts'
import type { AgeRule, AgeRules, LeapDay, ProductClass } from '../markets/age-rule.ts'
import { addMonths, type CalendarDate, partsOf } from './calendar-date.ts'

/** What the age rules say about a sale on a day, and by which version of them. */
export type AgeVerdict = { readonly verdict: 'adult' | 'under-age'; readonly ruleVersion: string }

/**
 * The first day on which a person born on `birthDate` counts as an adult under one rule (R1), or 'never' where
 * the rule shuts out everyone born from a date on.
 */
export function adultOn(
  rule: AgeRule,
  birth: { birthDate: CalendarDate; leapDay: LeapDay },
): CalendarDate | 'never' {
  switch (rule.kind) {
    case 'by-birthday':
      return addMonths(birth.birthDate, {
        months: rule.years * 12,
        shortMonth: birth.leapDay === '1-march' ? 'next-day' : 'last-day',
      })
    case 'by-birth-year':
      return `${partsOf(birth.birthDate).year + rule.years}-01-01` as CalendarDate
    case 'born-before':
      return birth.birthDate < rule.date ? birth.birthDate : 'never'
    default:
      return unreachable(rule)
  }
}

/**
 * Whether goods of these classes may be sold to this person on this day (R1, R2). `saleDate` is the store's local
 * day. Every class that needs proof is asked, the strictest decides; where none is named, all of them are asked.
 */
export function ageVerdict(sale: {
  birthDate: CalendarDate
  rules: AgeRules
  productClasses: readonly ProductClass[]
  saleDate: CalendarDate
}): AgeVerdict {
  const { rules, birthDate, saleDate } = sale
  const named = rules.proofClasses.filter((name) => sale.productClasses.includes(name))
  const classes = named.length > 0 ? named : rules.proofClasses
  const isAdult = classes.every((productClass) => {
    const first = adultOn(ruleInForce(rules, { productClass, saleDate }), {
      birthDate,
      leapDay: rules.leapDay,
    })
    return first !== 'never' && first <= saleDate
  })
  return { verdict: isAdult ? 'adult' : 'under-age', ruleVersion: rules.version }
}

/** The newest rule of the class that has begun; before any has, the oldest, so that a wrong clock finds no gap. */
function ruleInForce(rules: AgeRules, on: { productClass: ProductClass; saleDate: CalendarDate }): AgeRule {
  const dated = rules.dated
    .filter((entry) => entry.classes.includes(on.productClass))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const entry = dated.findLast((candidate) => candidate.from <= on.saleDate) ?? dated[0]
  assert(entry !== undefined, 'every class that needs proof has a rule')
  return entry.rule
}
