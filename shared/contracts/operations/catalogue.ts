import * as z from 'zod'
import { replacementPayloadSchema } from './replacement.ts'
import { guaranteeCasePayloadSchema } from './guarantee-case.ts'
import { assistanceCasePayloadSchema } from './assistance-case.ts'
import { caseNotePayloadSchema } from './case-note.ts'
import { contactChangePayloadSchema } from './contact-change.ts'
import { loyaltyMembershipPayloadSchema } from './loyalty-membership.ts'
import { loyaltyRedemptionPayloadSchema } from './loyalty-redemption.ts'
import { linkRequestPayloadSchema } from './link-request.ts'
import { ageCheckCorrectionPayloadSchema } from './age-check-correction.ts'
import { ageCheckPayloadSchema } from './age-check.ts'
import { consentChangePayloadSchema } from './consent-change.ts'
import { correctionPayloadSchema } from './correction.ts'
import { deviceAddedPayloadSchema } from './device-added.ts'
import { deviceReleasedPayloadSchema } from './device-released.ts'
import { registrationPayloadSchema } from './registration.ts'
import { removalRequestPayloadSchema } from './removal-request.ts'
import { resolutionPayloadSchema } from './resolution.ts'
import { returnPayloadSchema } from './return.ts'
import { salePayloadSchema } from './sale.ts'
import { takeBackPayloadSchema } from './take-back.ts'
import { terminalEventPayloadSchema } from './terminal-event.ts'
import { voidPayloadSchema } from './void.ts'

/**
 * Every type of operation that this version captures and settles. `aggregate` says what it is ordered within (`target`:
 * that of the operation it is about), `schemaVersion` what its payload looks like; an older version is upcast when it is
 * read.
 */
export const OPERATION_CATALOGUE = {
  'age-check': { schemaVersion: 1, aggregate: 'visit', payloadSchema: ageCheckPayloadSchema },
  'age-check-correction': {
    schemaVersion: 1,
    aggregate: 'visit',
    payloadSchema: ageCheckCorrectionPayloadSchema,
  },
  sale: { schemaVersion: 1, aggregate: 'visit', payloadSchema: salePayloadSchema },
  registration: { schemaVersion: 1, aggregate: 'customer', payloadSchema: registrationPayloadSchema },
  'device-added': { schemaVersion: 1, aggregate: 'customer', payloadSchema: deviceAddedPayloadSchema },
  'device-released': { schemaVersion: 1, aggregate: 'customer', payloadSchema: deviceReleasedPayloadSchema },
  return: { schemaVersion: 1, aggregate: 'customer-or-visit', payloadSchema: returnPayloadSchema },
  'take-back': { schemaVersion: 1, aggregate: 'visit', payloadSchema: takeBackPayloadSchema },
  replacement: { schemaVersion: 1, aggregate: 'customer', payloadSchema: replacementPayloadSchema },
  'guarantee-case': {
    schemaVersion: 1,
    aggregate: 'customer-or-visit',
    payloadSchema: guaranteeCasePayloadSchema,
  },
  'assistance-case': {
    schemaVersion: 1,
    aggregate: 'customer-or-visit',
    payloadSchema: assistanceCasePayloadSchema,
  },
  'case-note': { schemaVersion: 1, aggregate: 'target', payloadSchema: caseNotePayloadSchema },
  'contact-change': { schemaVersion: 1, aggregate: 'customer', payloadSchema: contactChangePayloadSchema },
  'loyalty-membership': {
    schemaVersion: 1,
    aggregate: 'customer',
    payloadSchema: loyaltyMembershipPayloadSchema,
  },
  'loyalty-redemption': {
    schemaVersion: 1,
    aggregate: 'customer',
    payloadSchema: loyaltyRedemptionPayloadSchema,
  },
  'link-request': { schemaVersion: 1, aggregate: 'customer', payloadSchema: linkRequestPayloadSchema },
  'consent-change': { schemaVersion: 1, aggregate: 'customer', payloadSchema: consentChangePayloadSchema },
  'removal-request': { schemaVersion: 1, aggregate: 'customer', payloadSchema: removalRequestPayloadSchema },
  correction: { schemaVersion: 1, aggregate: 'target', payloadSchema: correctionPayloadSchema },
  void: { schemaVersion: 1, aggregate: 'target', payloadSchema: voidPayloadSchema },
  resolution: { schemaVersion: 1, aggregate: 'target', payloadSchema: resolutionPayloadSchema },
  'terminal-event': { schemaVersion: 1, aggregate: 'terminal', payloadSchema: terminalEventPayloadSchema },
} as const

export type OperationType = keyof typeof OPERATION_CATALOGUE
export type PayloadOf<Type extends OperationType> = z.infer<
  (typeof OPERATION_CATALOGUE)[Type]['payloadSchema']
>

/** A type with its own payload, so that narrowing on `type` narrows `payload`. */
export type TypedPayload = {
  [Type in OperationType]: { readonly type: Type; readonly payload: PayloadOf<Type> }
}[OperationType]

export const typedPayloadSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('age-check'), payload: ageCheckPayloadSchema }),
  z.strictObject({ type: z.literal('age-check-correction'), payload: ageCheckCorrectionPayloadSchema }),
  z.strictObject({ type: z.literal('sale'), payload: salePayloadSchema }),
  z.strictObject({ type: z.literal('registration'), payload: registrationPayloadSchema }),
  z.strictObject({ type: z.literal('device-added'), payload: deviceAddedPayloadSchema }),
  z.strictObject({ type: z.literal('device-released'), payload: deviceReleasedPayloadSchema }),
  z.strictObject({ type: z.literal('return'), payload: returnPayloadSchema }),
  z.strictObject({ type: z.literal('take-back'), payload: takeBackPayloadSchema }),
  z.strictObject({ type: z.literal('replacement'), payload: replacementPayloadSchema }),
  z.strictObject({ type: z.literal('guarantee-case'), payload: guaranteeCasePayloadSchema }),
  z.strictObject({ type: z.literal('assistance-case'), payload: assistanceCasePayloadSchema }),
  z.strictObject({ type: z.literal('case-note'), payload: caseNotePayloadSchema }),
  z.strictObject({ type: z.literal('contact-change'), payload: contactChangePayloadSchema }),
  z.strictObject({ type: z.literal('loyalty-membership'), payload: loyaltyMembershipPayloadSchema }),
  z.strictObject({ type: z.literal('loyalty-redemption'), payload: loyaltyRedemptionPayloadSchema }),
  z.strictObject({ type: z.literal('link-request'), payload: linkRequestPayloadSchema }),
  z.strictObject({ type: z.literal('consent-change'), payload: consentChangePayloadSchema }),
  z.strictObject({ type: z.literal('removal-request'), payload: removalRequestPayloadSchema }),
  z.strictObject({ type: z.literal('correction'), payload: correctionPayloadSchema }),
  z.strictObject({ type: z.literal('void'), payload: voidPayloadSchema }),
  z.strictObject({ type: z.literal('resolution'), payload: resolutionPayloadSchema }),
  z.strictObject({ type: z.literal('terminal-event'), payload: terminalEventPayloadSchema }),
])
