import { z } from 'zod'

/** A day as 'YYYY-MM-DD' in market data. */
export const dayTextSchema = z.iso.date()

/** The classes of goods that rules speak about. */
export const productClassSchema = z.enum(['device', 'consumable', 'accessory'])
export type ProductClass = z.infer<typeof productClassSchema>

/** How a law says who is old enough (R1). Years are completed years of life, or calendar years by year of birth. */
export const ageRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('by-birthday'), years: z.int().min(1).max(120) }),
  z.strictObject({ kind: z.literal('by-birth-year'), years: z.int().min(1).max(120) }),
  z.strictObject({ kind: z.literal('born-before'), date: dayTextSchema }),
])
export type AgeRule = z.infer<typeof ageRuleSchema>

/** Someone born on 29 February has the birthday of a common year on this day (R1). */
export const leapDaySchema = z.enum(['1-march', '28-february'])
export type LeapDay = z.infer<typeof leapDaySchema>

/** A market's age rules: who is an adult, for which goods, since when, and where that is written. */
export const ageRulesSchema = z
  .strictObject({
    version: z.string().min(1),
    leapDay: leapDaySchema,
    /** Sales of these classes need proof of age (R2); devices always do. */
    proofClasses: z
      .array(productClassSchema)
      .refine((classes) => classes.includes('device'), 'devices need proof'),
    dated: z.array(
      z.strictObject({
        from: dayTextSchema,
        classes: z.array(productClassSchema).min(1),
        rule: ageRuleSchema,
        source: z.string().min(1),
      }),
    ),
  })
  .refine(
    (rules) => rules.proofClasses.every((name) => rules.dated.some((entry) => entry.classes.includes(name))),
    'every class that needs proof has a rule',
  )
export type AgeRules = z.infer<typeof ageRulesSchema>
