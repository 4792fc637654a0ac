import * as z from 'zod'
import { PRINT_FAILURES } from '../domain/paper.ts'
import { method } from './method.ts'

const nothing = z.strictObject({})
const wait = z.strictObject({ kind: z.literal('wait'), retryAfterMs: z.number().int().positive() })
const lockedOut = z.strictObject({ kind: z.literal('locked-out') })

export const badgeUnlockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unlocked') }),
  /** Another till's, one that was replaced, or of somebody who works here no more. */
  z.strictObject({ kind: z.literal('unknown-badge') }),
  wait,
  lockedOut,
])
export type BadgeUnlock = z.infer<typeof badgeUnlockSchema>

export const madeBadgeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['printed', 'handed-over']) }),
  /** Nothing came out: there is no badge, and the one before is over. */
  z.strictObject({ kind: z.literal('not-printed'), failure: z.enum(PRINT_FAILURES) }),
  z.strictObject({ kind: z.literal('disk-failed') }),
  z.strictObject({ kind: z.literal('wrong-pin'), triesLeft: z.number().int().nonnegative() }),
  wait,
  lockedOut,
])
export type MadeBadge = z.infer<typeof madeBadgeSchema>

/** Badges [V22]: the code of one comes from a scanner and goes to a printer, and no window ever gets to know it from main. */
export const badgeMethods = {
  'badge.read': method({ request: nothing, response: z.strictObject({ hasBadge: z.boolean() }) }),
  /** Of whoever is at work. */
  'badge.make': method({
    request: z.strictObject({ pin: z.string().max(32) }),
    response: madeBadgeSchema,
    maxPerSecond: 2,
  }),
  'badge.forget': method({ request: nothing, response: z.enum(['forgotten', 'disk-failed']) }),
  'badge.unlock': method({
    request: z.strictObject({ code: z.string().max(64) }),
    response: badgeUnlockSchema,
    allowedWhenLocked: true,
    maxPerSecond: 2,
  }),
} as const
