import * as z from 'zod'
import { operatorIdSchema } from '../contracts/identifiers.ts'
import { method } from './method.ts'

/** `unavailable`: this till has nothing to check a response with, or no challenge left for this operator. */
export const challengeResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shown'), challenge: z.string() }),
  z.strictObject({ kind: z.literal('unavailable') }),
  z.strictObject({ kind: z.literal('unknown-operator') }),
  z.strictObject({ kind: z.literal('disk-failed') }),
])
export type ChallengeResult = z.infer<typeof challengeResultSchema>

/** `right` where no PIN was given, `set` where one was and is in force; anything else changed no PIN. */
export const answerChallengeResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('right') }),
  z.strictObject({ kind: z.literal('set') }),
  z.strictObject({
    kind: z.literal('wrong'),
    triesLeft: z.number().int().nonnegative(),
    retryAfterMs: z.number().int().positive().nullable(),
  }),
  z.strictObject({ kind: z.literal('wait'), retryAfterMs: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('malformed') }),
  z.strictObject({ kind: z.literal('unavailable') }),
  z.strictObject({ kind: z.literal('unknown-operator') }),
  z.strictObject({ kind: z.literal('disk-failed') }),
  z.strictObject({ kind: z.literal('pin-too-short') }),
  z.strictObject({ kind: z.literal('pin-too-common') }),
  z.strictObject({ kind: z.literal('pin-not-digits') }),
])
export type AnswerChallengeResult = z.infer<typeof answerChallengeResultSchema>

/** A new PIN with head office on the telephone (C12). */
export const pinResetMethods = {
  'operator.challenge': method({
    request: z.strictObject({ operatorId: operatorIdSchema }),
    response: challengeResultSchema,
    allowedWhenLocked: true,
  }),
  'operator.answer-challenge': method({
    request: z.strictObject({
      operatorId: operatorIdSchema,
      response: z.string().max(64),
      pin: z.string().max(32).nullable(),
    }),
    response: answerChallengeResultSchema,
    allowedWhenLocked: true,
  }),
} as const
