import * as z from 'zod'
import { ageCheckPayloadSchema } from './age-check.ts'
import { registrationPayloadSchema } from './registration.ts'
import { salePayloadSchema } from './sale.ts'
import { terminalEventPayloadSchema } from './terminal-event.ts'

/**
 * Every type of operation that this version captures and settles. `aggregate` says what it is ordered within,
 * `schemaVersion` what its payload looks like; an older version is upcast when it is read.
 */
export const OPERATION_CATALOGUE = {
  'age-check': { schemaVersion: 1, aggregate: 'visit', payloadSchema: ageCheckPayloadSchema },
  sale: { schemaVersion: 1, aggregate: 'visit', payloadSchema: salePayloadSchema },
  registration: { schemaVersion: 1, aggregate: 'customer', payloadSchema: registrationPayloadSchema },
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
  z.strictObject({ type: z.literal('sale'), payload: salePayloadSchema }),
  z.strictObject({ type: z.literal('registration'), payload: registrationPayloadSchema }),
  z.strictObject({ type: z.literal('terminal-event'), payload: terminalEventPayloadSchema }),
])
