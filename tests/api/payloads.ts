import type { OperationId } from '#shared/contracts/identifiers.ts'
import { typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

const TEXT_HASH = 'T'.repeat(43)

/** An age check that allowed the sale, with members that a test may bend. */
export function ageCheck(terminalId: string, bend: Readonly<Record<string, unknown>> = {}): TypedPayload {
  return typedPayloadSchema.parse({
    type: 'age-check',
    payload: {
      outcome: 'allowed',
      reason: null,
      method: 'shown',
      documentKind: 'citizen-card',
      ruleVersion: 'practice-1',
      checkedAt: '2026-11-22T10:00:00.000Z',
      clock: 'trusted',
      operator: 'a1',
      terminal: terminalId,
      ...bend,
    },
  })
}

/** A sale without registration. */
export function sale(ageCheckId: OperationId): TypedPayload {
  return typedPayloadSchema.parse({
    type: 'sale',
    payload: { productClasses: ['device', 'consumable'], ageCheck: ageCheckId, channel: 'brand-store' },
  })
}

/** A registration of a new customer with one kit and two consents. */
export function registration(
  ageCheckId: OperationId,
  bend: Readonly<Record<string, unknown>> = {},
): TypedPayload {
  const shown = { version: 'practice-1', textHash: TEXT_HASH, language: 'pt-PT' }
  const consent = { purpose: 'marketing', textVersion: 'practice-1', textHash: TEXT_HASH, language: 'pt-PT' }
  return typedPayloadSchema.parse({
    type: 'registration',
    payload: {
      claim: 'new',
      givenName: 'Inês',
      familyName: "D'Ávila-Conceição",
      email: 'ines@example.pt',
      mobilePhone: '+351912345678',
      dateOfBirth: '1990-02-14',
      countryOfResidence: 'PT',
      language: 'pt-PT',
      postalAddress: { lines: ['Rua Augusta 1'], postalCode: '1100-048', locality: 'Lisboa', country: 'PT' },
      consents: [
        { ...consent, channel: 'email', answer: 'yes' },
        { ...consent, channel: 'phone', answer: 'no' },
      ],
      notice: shown,
      declaration: shown,
      devices: [{ deviceId: 'K1T2D3V4X5Y6', kind: 'kit', model: null, origin: 'bought-here' }],
      channel: 'brand-store',
      purchaseDate: '2026-11-22',
      purchasePlace: null,
      invoiceReference: null,
      taxNumber: null,
      ageCheck: ageCheckId,
      ...bend,
    },
  })
}

/** A faulty device swapped at the store, with members that a test may bend. */
export function replacement(
  devices: { old: string; new: string; registration: OperationId | null },
  bend: Readonly<Record<string, unknown>> = {},
): TypedPayload {
  return operation('replacement', {
    oldDevice: devices.old,
    newDevice: { deviceId: devices.new, kind: 'kit', model: null },
    delivery: { way: 'store' },
    fault: 'does-not-charge',
    exclusions: { areChecked: true, found: null },
    isTakenBack: true,
    registration: devices.registration,
    ...bend,
  })
}

/** One kit by its device ID. */
export function kit(deviceId: string): Readonly<Record<string, unknown>> {
  return { deviceId, kind: 'kit', model: null, origin: 'bought-here' }
}

/** Any operation of the catalogue, as a test says it. */
export function operation(type: TypedPayload['type'], payload: unknown): TypedPayload {
  return typedPayloadSchema.parse({ type, payload })
}
