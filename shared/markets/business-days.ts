import { z } from 'zod'
import { dayTextSchema } from './age-rule.ts'

/** The days on which nothing ships in the market's country: data, because a country changes them by law (R24). */
export const businessDaysSchema = z.strictObject({
  /** Days of every week, 1 Monday to 7 Sunday (ISO 8601). */
  weekend: z.array(z.int().min(1).max(7)).max(6),
  /** Those of the whole country; a region's own are not here. Null where nobody wrote them down. */
  holidays: z
    .strictObject({
      days: z.array(dayTextSchema).max(500),
      /** The last day for which they are known. */
      through: dayTextSchema,
      source: z.string().min(1),
    })
    .nullable(),
})
export type BusinessDays = z.infer<typeof businessDaysSchema>

/** Saturday and Sunday, and no holiday known: what market data from before there were any means. */
export const WEEKENDS_ONLY: BusinessDays = { weekend: [6, 7], holidays: null }
