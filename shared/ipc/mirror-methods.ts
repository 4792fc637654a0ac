import * as z from 'zod'
import { mirrorLossSchema } from '../contracts/mirror-loss.ts'
import { instantSchema } from '../contracts/values.ts'
import { method } from './method.ts'

const nothing = z.strictObject({})
const countSchema = z.number().int().nonnegative()

/** What the sealed mirror is now. `behind`: records that head office may not have and the mirror does not hold. */
export const mirrorStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('checking'), folder: z.string(), isSameDisk: z.boolean() }),
  z.strictObject({
    kind: z.literal('following'),
    folder: z.string(),
    isSameDisk: z.boolean(),
    behind: countSchema,
  }),
  z.strictObject({
    kind: z.literal('lost'),
    folder: z.string(),
    isSameDisk: z.boolean(),
    cause: mirrorLossSchema,
    since: instantSchema,
    /** Null: not known, because it was not seen since the desk was opened. */
    behind: countSchema.nullable(),
  }),
])
export type MirrorShown = z.infer<typeof mirrorStateSchema>

export const chooseMirrorResultSchema = z.enum([
  'chosen',
  'cancelled',
  'inside-till',
  'no-space',
  'disk-failed',
])
export type ChooseMirrorAnswer = z.infer<typeof chooseMirrorResultSchema>

/** Whether this till may be, is, or was half restored from a mirror; what it holds then. */
export const restoreStateSchema = z.discriminatedUnion('kind', [
  /** Enrolled, or with records of its own: it is not restored. */
  z.strictObject({ kind: z.literal('not-here') }),
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({ kind: z.literal('unfinished'), unsent: countSchema }),
  z.strictObject({ kind: z.literal('restored'), unsent: countSchema }),
])
export type RestoreState = z.infer<typeof restoreStateSchema>

export const foundMirrorSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('found'),
    folder: z.string(),
    records: countSchema,
    lastSavedAt: instantSchema.nullable(),
    damaged: countSchema,
  }),
  z.strictObject({ kind: z.literal('failed'), reason: z.enum(['none', 'several', 'unreadable']) }),
  z.strictObject({ kind: z.literal('cancelled') }),
])
export type FoundMirrorAnswer = z.infer<typeof foundMirrorSchema>

/** The sealed mirror of a till, and a till out of a mirror. Folders are named by main alone. */
export const mirrorMethods = {
  'mirror.read': method({ request: nothing, response: mirrorStateSchema }),
  'mirror.choose': method({ request: nothing, response: chooseMirrorResultSchema, operators: ['manager'] }),
  'mirror.stop': method({ request: nothing, response: nothing, operators: ['manager'] }),
  'restore.read': method({ request: nothing, response: restoreStateSchema, allowedWhenLocked: true }),
  /** Asks the person for a folder and looks at the mirror in it. */
  'restore.find': method({ request: nothing, response: foundMirrorSchema, allowedWhenLocked: true }),
  /** Restores the till from the mirror that was found last. */
  'restore.run': method({
    request: nothing,
    response: z.enum(['restored', 'not-found', 'differs', 'failed', 'no-space']),
    allowedWhenLocked: true,
  }),
  /** Gives up what an unfinished restore did not take: the mirror cannot be read any more. What was taken stays. */
  'restore.leave': method({
    request: nothing,
    response: z.enum(['left', 'failed']),
    allowedWhenLocked: true,
  }),
} as const
