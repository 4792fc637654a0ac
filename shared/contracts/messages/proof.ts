import * as z from 'zod'
import { operationIdSchema, operatorIdSchema, storeIdSchema, terminalIdSchema } from '../identifiers.ts'
import { instantSchema, sha256Schema, timeZoneSchema } from '../values.ts'

/**
 * What may be wrong with what a terminal sent: a `gap` in its chain, a `fork`, an `altered` record; `silent`: not heard of
 * for a day; `head-ahead`: it wrote more than arrived; `pending`: so for more than a day.
 */
export const findingKindSchema = z.enum(['gap', 'fork', 'altered', 'silent', 'head-ahead', 'pending'])
export type FindingKind = z.infer<typeof findingKindSchema>

const terminalNamedSchema = z.strictObject({
  terminalId: terminalIdSchema,
  terminalName: z.string(),
  storeId: storeIdSchema,
  storeName: z.string(),
  timeZone: timeZoneSchema,
})

export const findingSchema = terminalNamedSchema.extend({
  kind: findingKindSchema,
  epoch: z.number().int(),
  /** The run of sequences that it is about, both ends included; 0 where it is about none. */
  sequence: z.number().int(),
  lastSequence: z.number().int(),
  /** When a check first saw it. */
  foundAt: instantSchema,
  seenAt: instantSchema,
})
export type Finding = z.infer<typeof findingSchema>

export const findingsSchema = z.strictObject({
  /** When the last check of the whole fleet ended; null before the first. */
  checkedAt: instantSchema.nullable(),
  findings: z.array(findingSchema),
})
export type Findings = z.infer<typeof findingsSchema>

export const fleetQuerySchema = z.strictObject({
  storeId: storeIdSchema.optional(),
  /** The last terminal of the page before. */
  page: z.coerce.number().int().positive().max(10_000).optional(),
})

export const fleetTerminalSchema = terminalNamedSchema.extend({
  status: z.enum(['active', 'revoked']),
  appVersion: z.string(),
  hasKeystore: z.boolean(),
  epoch: z.number().int(),
  lastSeenAt: instantSchema.nullable(),
  /** The version of the configuration that it works by; null where it never said, as desks before contract version 21. */
  configurationInForce: z.number().int().nullable(),
  /** Why it did not take the last one that came, in the words of `ConfigurationRefusal`; null where it took it or never said. */
  configurationRefused: z.string().nullable(),
  isSilent: z.boolean(),
  /** What it said it wrote and the server does not hold, over all its epochs. */
  backlog: z.number().int(),
  /** Since when the oldest of those is known to be missing; null where nothing is, or no check saw it yet. */
  pendingSince: instantSchema.nullable(),
  findings: z.array(findingKindSchema),
})
export type FleetTerminal = z.infer<typeof fleetTerminalSchema>

export const fleetSchema = z.strictObject({
  terminals: z.array(fleetTerminalSchema),
  total: z.number().int(),
  silent: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
})
export type Fleet = z.infer<typeof fleetSchema>

/** What paper shows of a hash, as people type it back. */
export const shortHashSchema = z.string().regex(/^[0-9A-Fa-f]{8}$/)

export const paperQuerySchema = z.strictObject({
  sequence: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
  hash: shortHashSchema,
  storeId: storeIdSchema.optional(),
})

/** A record as its number and its hash on paper find it: nothing of what it says. */
export const paperRecordSchema = terminalNamedSchema.extend({
  operationId: operationIdSchema,
  epoch: z.number().int(),
  sequence: z.number().int(),
  hash: sha256Schema,
  type: z.string(),
  operatorId: operatorIdSchema.nullable(),
  occurredAt: instantSchema,
  receivedAt: instantSchema,
  outcome: z.string().nullable(),
})

export const paperSchema = z.strictObject({
  records: z.array(paperRecordSchema),
  /** Where nothing was found and a store was named: what is known of that number at each of its terminals. */
  elsewhere: z.array(
    terminalNamedSchema.extend({
      epoch: z.number().int(),
      /** `another`: another record has that number; `missing`: written, never arrived; `beyond`: not written as far as is known. */
      state: z.enum(['another', 'missing', 'beyond']),
    }),
  ),
})
export type Paper = z.infer<typeof paperSchema>

export const refusalsSchema = z.strictObject({
  days: z.number().int(),
  stores: z.array(
    z.strictObject({
      storeId: storeIdSchema,
      storeName: z.string(),
      checks: z.number().int(),
      refused: z.number().int(),
      /** Many checks and not one refusal. */
      isSuspicious: z.boolean(),
    }),
  ),
})
export type Refusals = z.infer<typeof refusalsSchema>

export const anomaliesSchema = z.strictObject({
  days: z.number().int(),
  /** Dates of birth on a first of January, which people make up: by store. */
  birthdays: z.array(
    z.strictObject({
      storeId: storeIdSchema,
      storeName: z.string(),
      registrations: z.number().int(),
      firstOfJanuary: z.number().int(),
      isSuspicious: z.boolean(),
    }),
  ),
  /** Operators who recorded more in one hour than a person does at a counter. */
  velocity: z.array(
    z.strictObject({
      operatorId: operatorIdSchema,
      storeId: storeIdSchema,
      storeName: z.string(),
      timeZone: timeZoneSchema,
      type: z.enum(['age-check', 'registration']),
      hour: instantSchema,
      records: z.number().int(),
    }),
  ),
})
export type Anomalies = z.infer<typeof anomaliesSchema>
