import { z } from 'zod'
import { dayTextSchema } from './age-rule.ts'

/** Documents that can prove an age; which of them count is market data (R2). */
export const documentKindSchema = z.enum([
  'citizen-card',
  'mobile-id',
  'residence-permit',
  'passport',
  'driving-licence',
  'foreign-id',
])
export type DocumentKind = z.infer<typeof documentKindSchema>

const policyShape = {
  /** Accepted documents. Each has a photo, which the operator compares, and none counts after it expired (R2). */
  documents: z
    .array(
      z.strictObject({
        kind: documentKindSchema,
        hasPhoto: z.literal(true),
        acceptsExpired: z.literal(false),
      }),
    )
    .min(1),
  /** Whether a machine may read a document: never, with the customer's word each time, or always (C23). */
  machineReading: z.enum(['off', 'ask', 'on']),
  /** The challenge age: who is plainly older need show nothing. Null where everybody does. */
  clearlyOverYears: z.int().min(18).max(99).nullable(),
  /** How long a check carries a sale. */
  validMinutes: z.int().min(1).max(240),
}

export const ageCheckPolicySchema = z.strictObject(policyShape)
/** How an age is proven at the counter on one day. */
export type AgeCheckPolicy = z.infer<typeof ageCheckPolicySchema>

/** How an age is proven, and what takes its place from a day on, by the store's calendar and without a new release. */
export const ageCheckSchema = z.strictObject({
  ...policyShape,
  /** Market data from before there were any has none. */
  later: z
    .array(z.strictObject({ from: dayTextSchema, source: z.string().min(1), policy: ageCheckPolicySchema }))
    .default([]),
})
export type AgeCheckPolicies = z.infer<typeof ageCheckSchema>
