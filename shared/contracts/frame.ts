import * as z from 'zod'
import { envelopeSchema } from './envelope.ts'
import { operationIdSchema } from './identifiers.ts'
import { outcomeSchema } from './outcome.ts'
import { instantSchema, sha256Schema } from './values.ts'

const numberSchema = z.number().int().positive()

/**
 * One entry of the journal. `number` counts frames from 1 without gaps: the outbox stores how far it follows.
 * Frames are applied in order and applying one twice changes nothing.
 */
export const frameSchema = z.discriminatedUnion('kind', [
  /** `slip`: what a person may see of a waiting record, encrypted under the till's keystore; null without one. */
  z.strictObject({
    number: numberSchema,
    kind: z.literal('saved'),
    envelope: envelopeSchema,
    slip: z.string().max(2048).nullable(),
    savedAt: instantSchema,
  }),
  z.strictObject({
    number: numberSchema,
    kind: z.literal('settled'),
    operationId: operationIdSchema,
    outcome: outcomeSchema,
    settledAt: instantSchema,
  }),
  /** The sealed bytes of these operations are no longer needed: the server holds them durably. */
  z.strictObject({
    number: numberSchema,
    kind: z.literal('removed'),
    operationIds: z.array(operationIdSchema).min(1),
  }),
  /** The account API was put back and does not hold these any more: they are sent again. */
  z.strictObject({
    number: numberSchema,
    kind: z.literal('refill'),
    operationIds: z.array(operationIdSchema).min(1),
  }),
  /** The head of the chain as verified when this frame was written. */
  z.strictObject({
    number: numberSchema,
    kind: z.literal('checkpoint'),
    epoch: z.number().int().positive(),
    sequence: z.number().int().nonnegative(),
    hash: sha256Schema,
  }),
])
export type Frame = z.infer<typeof frameSchema>
export type SavedFrame = Extract<Frame, { kind: 'saved' }>
export type SettledFrame = Extract<Frame, { kind: 'settled' }>
