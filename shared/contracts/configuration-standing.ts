import * as z from 'zod'
import { instantSchema } from './values.ts'

/**
 * Why a configuration is not in force although it came, or was here. `signature-invalid`: not signed by the pinned root;
 * `payload-invalid`: no configuration; `newer-format`: written for a newer version of the desk; `not-ours`: of another
 * terminal, store, market or realm; `altered`: the version in force with other content; `lost`: the newest is gone from this disk.
 */
export const configurationRefusalSchema = z.enum([
  'signature-invalid',
  'payload-invalid',
  'newer-format',
  'not-ours',
  'expired',
  'older',
  'altered',
  'lost',
  'disk-failed',
])
export type ConfigurationRefusal = z.infer<typeof configurationRefusalSchema>

/** What stands between the till and what head office decided last. */
export const configurationStandingSchema = z.strictObject({
  issuedAt: instantSchema,
  /** The last one that was not taken, and why; null once one was. */
  refused: configurationRefusalSchema.nullable(),
  /** The version of the market data that waits for the end of the open visit; null where none does. */
  waiting: z.string().nullable(),
})
export type ConfigurationStanding = z.infer<typeof configurationStandingSchema>
