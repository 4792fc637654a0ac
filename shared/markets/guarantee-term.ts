import { z } from 'zod'
import { dayTextSchema } from './age-rule.ts'

/** Statutory: owed to every buyer by law. Voluntary: the maker's own promise to registered customers. */
export const guaranteeBasisSchema = z.enum(['statutory', 'voluntary'])
export type GuaranteeBasis = z.infer<typeof guaranteeBasisSchema>

/** A guarantee as it holds for goods delivered from a day on (R17, R18). Lengths in months from delivery. */
export const guaranteeTermSchema = z.strictObject({
  id: z.string().min(1),
  basis: guaranteeBasisSchema,
  deliveredFrom: dayTextSchema,
  months: z.int().min(1).max(600),
  /** Accidental damage that is covered as well, if any: how often, and for how long after delivery. */
  accidentalDamage: z.strictObject({ incidents: z.int().min(1), months: z.int().min(1) }).nullable(),
  source: z.string().min(1),
})
export type GuaranteeTerm = z.infer<typeof guaranteeTermSchema>

/** What happens to the term when a device is replaced (R19); counsel decides for each market. */
export const afterReplacementSchema = z.enum(['continues', 'restarts'])
