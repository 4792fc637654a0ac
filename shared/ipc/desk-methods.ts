import * as z from 'zod'
import { operatorIdSchema } from '../contracts/identifiers.ts'
import { appInfoSchema, deskStateSchema } from './desk-state.ts'
import { method } from './method.ts'

const nothing = z.strictObject({})

export const enrolFailureSchema = z.enum([
  'code-malformed',
  'code-refused',
  'unreachable',
  'not-the-account-api',
  'certificate',
  'certificate-date',
  'client-too-old',
  'already-enrolled',
  /** A restore from a mirror was cut off: it is finished first. */
  'restore-unfinished',
  'disk-failed',
])
export type EnrolFailure = z.infer<typeof enrolFailureSchema>

export const unlockResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unlocked') }),
  z.strictObject({ kind: z.literal('wrong-pin'), triesLeft: z.number().int().nonnegative() }),
  z.strictObject({ kind: z.literal('wait'), retryAfterMs: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('locked-out') }),
  /** The try could not be counted on disk, and was not made [V8]. */
  z.strictObject({ kind: z.literal('disk-failed') }),
  z.strictObject({ kind: z.literal('no-pin') }),
  z.strictObject({ kind: z.literal('unknown-operator') }),
])
export type UnlockResult = z.infer<typeof unlockResultSchema>

export const firstPinResultSchema = z.enum([
  'set',
  'pin-too-short',
  'pin-too-common',
  'pin-not-digits',
  'code-malformed',
  'code-refused',
  'unreachable',
  'unknown-operator',
])
export type FirstPinResult = z.infer<typeof firstPinResultSchema>

export const releaseResultSchema = z.enum([
  'released',
  'disk-failed',
  'unknown-operator',
  'not-locked-out',
  'not-oneself',
])
export type ReleaseResult = z.infer<typeof releaseResultSchema>

const pinSchema = z.string().max(32)

/** State, enrolment, lock. */
export const deskMethods = {
  'app.info': method({ request: nothing, response: appInfoSchema, allowedWhenLocked: true }),
  'desk.state': method({ request: nothing, response: deskStateSchema, allowedWhenLocked: true }),
  'desk.enrol': method({
    request: z.strictObject({
      accountApiUrl: z.url({ protocol: /^https?$/ }).max(200),
      code: z.string().max(64),
    }),
    response: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('enrolled') }),
      z.strictObject({ kind: z.literal('failed'), failure: enrolFailureSchema }),
    ]),
    allowedWhenLocked: true,
  }),
  'operator.unlock': method({
    request: z.strictObject({ operatorId: operatorIdSchema, pin: pinSchema }),
    response: unlockResultSchema,
    allowedWhenLocked: true,
  }),
  'operator.set-first-pin': method({
    request: z.strictObject({ operatorId: operatorIdSchema, code: z.string().max(64), pin: pinSchema }),
    response: firstPinResultSchema,
    allowedWhenLocked: true,
  }),
  /** A manager gives somebody who is locked out their tries again (C12). */
  'operator.release': method({
    request: z.strictObject({ operatorId: operatorIdSchema }),
    response: releaseResultSchema,
    operators: ['manager'],
  }),
  'operator.lock': method({ request: nothing, response: nothing, allowedWhenLocked: true }),
  /**
   * While a customer is open the idle lock waits longer (C14). A visit is open while anything of a customer is written down
   * and not finished, whether somebody is at work or not: until it ends its market data stays [D29].
   */
  'operator.customer-open': method({
    request: z.strictObject({ isOpen: z.boolean(), isVisitOpen: z.boolean() }),
    response: nothing,
  }),
} as const
