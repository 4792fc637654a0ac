import * as z from 'zod'
import { terminalIdSchema } from '../identifiers.ts'
import { compactJwsSchema, labelSchema, publicKeySchema, sha256Schema } from '../values.ts'

/** An epoch that a chain can have: the server counts the next one in 32 bits. */
const epochSchema = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 2)

/**
 * Enrolment by a one-time code (C17). The code itself never travels: both sides derive a name and a key from it
 * (`enrolment-code.ts`), the terminal proves it by HMAC over its request and the server over its answer, so that a
 * false server cannot plant a root key.
 */
export const enrolmentRequestSchema = z.strictObject({
  codeName: sha256Schema,
  terminalKey: publicKeySchema,
  appVersion: labelSchema({ max: 40 }),
  contractVersion: z.number().int().positive(),
  hasKeystore: z.boolean(),
  /**
   * Which terminal this till has been, and its last epoch, while it holds records; null for a new till. A code for another
   * terminal is then refused: what waits can only be delivered in its own name. The new epoch is beyond this one.
   */
  previous: z.strictObject({ terminalId: terminalIdSchema, epoch: epochSchema }).nullable(),
  /** HMAC-SHA-256 with the code's key over the canonical JSON of all other members. */
  proof: sha256Schema,
})
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>

export const enrolmentResponseSchema = z.strictObject({
  terminalId: terminalIdSchema,
  /** Counts the enrolments of this terminal; a new one starts a new chain. */
  epoch: z.number().int().positive(),
  /** Signs every configuration from now on. Pinned. */
  rootKey: publicKeySchema,
  /** The first signed configuration. */
  configuration: compactJwsSchema,
  /** HMAC-SHA-256 with the code's key over the canonical JSON of all other members and the request's proof as `request`. */
  proof: sha256Schema,
})
export type EnrolmentResponse = z.infer<typeof enrolmentResponseSchema>
