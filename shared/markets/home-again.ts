import { z } from 'zod'
import { dayTextSchema } from './age-rule.ts'
import { localTextSchema } from './market-text.ts'

/** Who sees to a device once the customer is home again (R26). */
export const homeAgainSchema = z.strictObject({
  /** Where the customer lives, ISO 3166-1 alpha-2; null for every country that has no entry of its own. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  /** The first day on which it holds; null where nobody said one. */
  from: dayTextSchema.nullable(),
  text: localTextSchema,
  source: z.string().min(1),
  /** The day on which the source was read. */
  readOn: dayTextSchema,
})
export type HomeAgain = z.infer<typeof homeAgainSchema>

/** What the source says of every country. */
export const HOME_AGAIN: HomeAgain[] = [
  {
    country: null,
    from: null,
    text: {
      'pt-PT': 'De volta a casa, trata disso o apoio ao cliente do próprio país.',
      en: 'Back home, the customer service of the own country sees to it.',
      es: 'De vuelta en casa, se encarga la atención al cliente del propio país.',
      de: 'Wieder zu Hause kümmert sich der Kundendienst des eigenen Landes darum.',
    },
    source: 'the public page on international assistance',
    readOn: '2026-11-22',
  },
]
