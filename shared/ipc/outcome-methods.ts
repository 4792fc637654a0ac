import * as z from 'zod'
import { frameSchema } from '../contracts/frame.ts'
import { operationIdSchema } from '../contracts/identifiers.ts'
import { MAX_OUTCOMES } from '../contracts/messages/outcomes.ts'
import { method } from './method.ts'
import { credentialSchema, retrySchema, stopSchema } from './record-methods.ts'

/**
 * What came of asking. `followed` has the journaled frame of every record that the account API holds of this till; the
 * rest is as of a batch.
 */
export const followResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('followed'), frames: z.array(frameSchema).max(MAX_OUTCOMES) }),
  retrySchema,
  credentialSchema,
  stopSchema,
])
export type FollowResult = z.infer<typeof followResultSchema>

/** Following what others decide. */
export const outcomeMethods = {
  'sync.outcomes': method({
    request: z.strictObject({ operationIds: z.array(operationIdSchema).min(1).max(MAX_OUTCOMES) }),
    response: followResultSchema,
    allowedWhenLocked: true,
  }),
} as const
