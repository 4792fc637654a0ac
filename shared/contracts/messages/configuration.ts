import * as z from 'zod'
import { compactJwsSchema } from '../values.ts'

/**
 * What a till says of itself when it asks. A till of before contract version 21 says nothing; what a newer one says beside this is
 * ignored, so that no till is kept from its configuration by what it says.
 */
export const configurationQuerySchema = z.object({
  /** The version in force there. */
  inForce: z.coerce.number().int().positive().max(1_000_000_000).optional(),
  /** Why the last one that came was not taken: a `ConfigurationRefusal`, or one that a newer desk has. */
  refused: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
})

export const configurationResponseSchema = z.strictObject({ configuration: compactJwsSchema })
