import * as z from 'zod'
import { headSchema } from '../contracts/messages/operations.ts'
import { instantSchema } from '../contracts/values.ts'
import { method } from './method.ts'

const countSchema = z.number().int().nonnegative()

/** How far this till has written, and how far the account API has said, since this start, that it holds it. */
export const chainStandingSchema = z.strictObject({
  written: headSchema,
  /** Records that nothing final came back for, by what they wait for. */
  open: z.strictObject({ waiting: countSchema, cases: countSchema, quarantined: countSchema }),
  /** Customers who are not finished: on hold, or parked by a lock. */
  unfinished: countSchema,
  /** Null until the account API was heard: what an earlier start was told is not believed. */
  confirmed: z
    .strictObject({
      head: headSchema,
      /** Missing runs of sequences, both ends included. */
      gaps: z.array(z.tuple([countSchema, countSchema])).max(100),
      heardAt: instantSchema,
      heardAgoMs: countSchema,
    })
    .nullable(),
})
export type ChainStanding = z.infer<typeof chainStandingSchema>

/** What a window says to the question whether it may be closed. */
export const closeAnswerSchema = z.enum([
  /** It listens to the question from now on. */
  'listening',
  /** It shows a person what closing means. */
  'asking',
  'stay',
  'close',
])
export type CloseAnswer = z.infer<typeof closeAnswerSchema>

/** Leaving the till, and closing the desk. */
export const leaveMethods = {
  /** Null where the till is not enrolled. */
  'chain.read': method({
    request: z.strictObject({}),
    response: chainStandingSchema.nullable(),
    allowedWhenLocked: true,
  }),
  'desk.answer-close': method({
    request: z.strictObject({ answer: closeAnswerSchema }),
    response: z.strictObject({}),
    allowedWhenLocked: true,
  }),
} as const
