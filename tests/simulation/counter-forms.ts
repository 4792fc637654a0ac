import type { OperationId, OperatorId, TerminalId } from '#shared/contracts/identifiers.ts'
import type { CentralDecision } from '#shared/contracts/messages/cases.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

const TEXT = { version: 'practice-1', textHash: 'T'.repeat(43), language: 'pt-PT' }

export const emailOf = (number: number): string => `customer${number}@example.pt`
/** The first eight are so few that tills meet; any other is somebody's own. */
export const deviceOf = (number: number): string =>
  number < 8 ? `K1T2D3V4X5Y${number}` : `S${String(number).padStart(11, '0')}`

const kit = (number: number) => ({
  deviceId: deviceOf(number),
  kind: 'kit',
  model: null,
  origin: 'bought-here',
})

export function ageCheckForm(given: {
  operator: OperatorId
  terminal: TerminalId
  isRefused: boolean
  checkedAt: string
}): TypedPayload {
  const { operator, terminal, isRefused, checkedAt } = given
  const payload = {
    outcome: isRefused ? 'refused' : 'allowed',
    reason: isRefused ? 'under-age' : null,
    method: isRefused ? null : 'shown',
    documentKind: 'citizen-card',
    ruleVersion: 'practice-1',
    checkedAt,
    clock: 'trusted',
    operator,
    terminal,
  }
  return { type: 'age-check', payload } as TypedPayload
}

export function saleForm(ageCheck: OperationId): TypedPayload {
  const payload = { productClasses: ['device', 'consumable'], ageCheck, channel: 'brand-store' }
  return { type: 'sale', payload } as TypedPayload
}

export function registrationForm(given: {
  ageCheck: OperationId
  email: number
  devices: readonly number[]
  isExisting: boolean
}): TypedPayload {
  const payload = {
    claim: given.isExisting ? 'existing' : 'new',
    givenName: 'Inês',
    familyName: 'Conceição',
    email: emailOf(given.email),
    mobilePhone: null,
    dateOfBirth: '1990-02-14',
    countryOfResidence: 'PT',
    language: 'pt-PT',
    postalAddress: null,
    consents: [],
    notice: TEXT,
    declaration: TEXT,
    devices: [...new Set(given.devices)].map(kit),
    channel: 'brand-store',
    purchaseDate: '2026-03-01',
    purchasePlace: null,
    invoiceReference: null,
    taxNumber: null,
    ageCheck: given.ageCheck,
  }
  return { type: 'registration', payload } as unknown as TypedPayload
}

export function deviceAddedForm(registration: OperationId, device: number): TypedPayload {
  return { type: 'device-added', payload: { device: kit(device), registration } } as unknown as TypedPayload
}

/** A decision for one of the choices of a case; null where it needs what only head office or the customer has. */
export function decisionFor(
  choice: string | undefined,
  given: { type: string; number: number },
): CentralDecision | null {
  switch (choice) {
    case 'same-person':
      return { choice, documentMatched: true }
    case 'transfer':
      return { choice, releasedByHolder: true }
    case 'customer-not-here':
      return { choice, ask: 'next-visit' }
    case 'mistyped':
      if (given.type !== 'registration') return null
      return {
        choice,
        changes: {
          type: 'registration',
          fields: { email: emailOf(given.number), devices: [kit(given.number + 3)] },
        },
      } as CentralDecision
    case 'dispute':
    case 'cancel':
    case 'reverse':
    case 'keep':
    case 'confirmed':
    case 'unfounded':
      return { choice }
    case undefined:
    default:
      return null
  }
}
