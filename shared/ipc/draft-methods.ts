import * as z from 'zod'

import { aggregateIdSchema, operationIdSchema, operatorIdSchema } from '../contracts/identifiers.ts'
import { instantSchema } from '../contracts/values.ts'
import { method } from './method.ts'

const KIB = 1024
/** So many customers can be unfinished at once, the open one included. */
export const MAX_DRAFTS = 20
const count = z.number().int().nonnegative()

/** What tells one unfinished customer from another, and no more. */
export const draftSummarySchema = z.strictObject({
  initials: z.string().max(12).nullable(),
  /** How far they came. */
  step: z.enum(['age', 'registration']),
})
export type DraftSummary = z.infer<typeof draftSummarySchema>

export const parkRequestSchema = z.strictObject({
  /** The visit's id. */
  draftId: aggregateIdSchema,
  /** The records that the form may become: once one is on disk the draft is gone. */
  sale: operationIdSchema,
  registration: operationIdSchema,
  startedAt: instantSchema,
  /** Put aside by a person; false for the form that is open on the screen. */
  isOnHold: z.boolean(),
  summary: draftSummarySchema,
  /** The window's own writing; main reads nothing in it. */
  form: z
    .string()
    .min(1)
    .max(56 * KIB),
})
export type ParkRequest = z.infer<typeof parkRequestSchema>

/** `parked` on disk where `keptOn` says so. `saved`: it has become a record, so no draft of it is kept. */
export const parkResultSchema = z.enum(['parked', 'saved', 'too-many', 'disk-full', 'disk-failed', 'nobody'])
export type ParkResult = z.infer<typeof parkResultSchema>

export const heldDraftSchema = z.strictObject({
  draftId: aggregateIdSchema,
  /** Who typed it. */
  operatorId: operatorIdSchema,
  startedAt: instantSchema,
  parkedAt: instantSchema,
  isOnHold: z.boolean(),
  summary: draftSummarySchema,
})
export type HeldDraft = z.infer<typeof heldDraftSchema>

/** A draft that was found to be a record already: it was destroyed, and somebody has to hear it. */
export const savedDraftSchema = z.strictObject({
  draftId: aggregateIdSchema,
  what: z.enum(['sale', 'registration']),
  sequence: z.number().int().positive(),
})
export type SavedDraft = z.infer<typeof savedDraftSchema>

export const draftListSchema = z.strictObject({
  /** Without a keystore unfinished customers live in memory, until the desk closes (C22). */
  keptOn: z.enum(['disk', 'memory']),
  drafts: z.array(heldDraftSchema).max(MAX_DRAFTS),
  alreadySaved: z.array(savedDraftSchema),
  /** Parked before this operator could read here: somebody else can open them. */
  forOthers: count,
  /** Lost since the desk was started, and why. */
  lost: z.strictObject({
    /** Could not be opened; the bytes were kept aside. */
    unreadable: count,
    /** Only a PIN that was set anew had opened them. */
    newPin: count,
    /** Of another day, or of another enrolment. */
    dayOver: count,
  }),
})
export type DraftList = z.infer<typeof draftListSchema>

export const draftOpenedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('opened'),
    draftId: aggregateIdSchema,
    operatorId: operatorIdSchema,
    form: z.string(),
  }),
  z.strictObject({ kind: z.literal('already-saved'), saved: savedDraftSchema }),
  z.strictObject({ kind: z.enum(['unreadable', 'for-others', 'gone']) }),
])
export type DraftOpened = z.infer<typeof draftOpenedSchema>

const one = z.strictObject({ draftId: aggregateIdSchema })

/** Customers who are not finished: parked while something is typed, put on hold, gone on with. */
export const draftMethods = {
  /** Answers for a few seconds after a lock, too: what was typed in the last moment is kept for who typed it. */
  'draft.park': method({
    request: parkRequestSchema,
    response: parkResultSchema,
    allowedWhenLocked: true,
    maxBytes: 64 * KIB,
  }),
  'draft.list': method({ request: z.strictObject({}), response: draftListSchema }),
  'draft.open': method({ request: one, response: draftOpenedSchema }),
  'draft.discard': method({ request: one, response: z.enum(['discarded', 'disk-failed']) }),
} as const
