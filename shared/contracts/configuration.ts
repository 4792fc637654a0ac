import * as z from 'zod'
import { channelSchema, marketSchema } from '../markets/market.ts'
import { operatorIdSchema, realmSchema, storeIdSchema, terminalIdSchema } from './identifiers.ts'
import { operatorRoleSchema } from './messages/administration.ts'
import { resetAnchorSchema } from './pin-reset.ts'
import { instantSchema, publicKeySchema, timeZoneSchema } from './values.ts'

export const rosterEntrySchema = z.strictObject({
  operatorId: operatorIdSchema,
  name: z.string().min(1).max(80),
  roles: z.array(operatorRoleSchema).min(1),
})
export type RosterEntry = z.infer<typeof rosterEntrySchema>

/**
 * Everything that head office decides for one terminal. It travels as a compact JWS by the root key that was pinned at
 * enrolment (ES256, `typ` = CONFIGURATION_TYPE); an older version, another terminal's, another realm's or one with a
 * broken signature is refused and the last good one stays in force.
 */
export const configurationSchema = z.strictObject({
  /** Only ever grows for one terminal. */
  version: z.number().int().positive(),
  issuedAt: instantSchema,
  realm: realmSchema,
  terminalId: terminalIdSchema,
  terminalName: z.string().min(1).max(40),
  store: z.strictObject({
    storeId: storeIdSchema,
    name: z.string().min(1).max(80),
    timeZone: timeZoneSchema,
    channel: channelSchema,
  }),
  roster: z.array(rosterEntrySchema).max(500),
  /** Of each operator, what a response by telephone is checked with (C12). A till that has none waits for the next one. */
  resetAnchors: z.record(operatorIdSchema, resetAnchorSchema).optional(),
  sealing: z.strictObject({ keyId: z.string().min(1).max(64), publicKey: publicKeySchema }),
  market: marketSchema,
  idleLockSeconds: z.number().int().min(15).max(3600),
  openCustomerLockSeconds: z.number().int().min(15).max(3600),
})
export type Configuration = z.infer<typeof configurationSchema>

/**
 * Fields that a desk which does not know them may leave out and still work rightly, by where they are; `*` is any entry of a list.
 * They travel in the signed header, because only who wrote a field knows what ignoring it means. A field that is not named is refused
 * by a desk that does not know it. What decides about age, consent, people and what is owed is never named: NEVER_IGNORED.
 */
export const MAY_BE_IGNORED: readonly string[] = ['market.benefits.loyaltyItems']

/** Below these nothing is left out, whatever a header names (R1, R2, R8, R18). */
export const NEVER_IGNORED = [
  'market.age',
  'market.ageCheck',
  'market.registration',
  'market.consents',
  'market.riskStatement',
  'market.guarantee.terms',
  'roster',
  'store',
  'sealing',
] as const

export const CONFIGURATION_TYPE = 'counterside-configuration+jws'
