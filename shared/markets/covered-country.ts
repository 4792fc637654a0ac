import { z } from 'zod'
import { dayTextSchema } from './age-rule.ts'

const countryCodeSchema = z.string().regex(/^[A-Z]{2}$/)

const entrySchema = z.strictObject({
  /** ISO 3166-1 alpha-2, and user-assigned XC for the northern part of Cyprus, which has none (R27). */
  country: countryCodeSchema,
  /** The first and the last day on which it is covered; null where nobody said one. */
  from: dayTextSchema.nullable(),
  until: dayTextSchema.nullable(),
  /** What becomes of the part that was replaced there (R25). */
  replacedPart: z.enum(['usually-kept', 'asked-back']),
  source: z.string().min(1),
  /** The day on which the source was read; null in market data from before entries had one. */
  readOn: dayTextSchema.nullable(),
})

/** A country or territory of international assistance (R27). Market data from before entries were dated has the code alone. */
export const coveredCountrySchema = z.union([
  entrySchema,
  countryCodeSchema.transform((country): z.infer<typeof entrySchema> => ({
    country,
    from: null,
    until: null,
    replacedPart: 'usually-kept',
    source: 'market data without a source of each entry',
    readOn: null,
  })),
])
export type CoveredCountry = z.infer<typeof coveredCountrySchema>
