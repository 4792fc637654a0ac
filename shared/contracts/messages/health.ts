import * as z from 'zod'
import { realmSchema } from '../identifiers.ts'
import { instantSchema } from '../values.ts'

/** What makes an answer a valid answer of the account API, and the source of trusted time. */
export const healthResponseSchema = z.object({
  service: z.literal('counterside-account-api'),
  status: z.literal('ok'),
  realm: realmSchema,
  serverTime: instantSchema,
  /** Changes when the database was restored from a backup. */
  serverEpoch: z.string().min(1).max(64),
  contractVersion: z.number().int().positive(),
})
export type HealthResponse = z.infer<typeof healthResponseSchema>
