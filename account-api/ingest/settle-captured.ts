import { unreachable } from '#shared/kernel/assert.ts'
import { dependencyRows } from './amend.ts'
import { restsOn } from './dependencies.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Arrival, CapturedOperation } from './arrival.ts'
import { matchRemoval } from './match-removal.ts'
import { openCase } from './open-case.ts'
import { replacementsBelow } from './rests-on-replacement.ts'
import { settleAgeCheck, settleAgeCheckCorrection } from './settle-age-check.ts'
import { settleAssistanceCase } from './settle-assistance-case.ts'
import { settleCaseNote } from './settle-case-note.ts'
import { settleConsentChange } from './settle-consent-change.ts'
import { settleContactChange } from './settle-contact-change.ts'
import { settleDeviceAdded, settleDeviceReleased } from './settle-device.ts'
import { settleGuaranteeCase, settleReplacement } from './settle-guarantee.ts'
import { settleLinkRequest } from './settle-link-request.ts'
import { settleLoyaltyMembership, settleLoyaltyRedemption } from './settle-loyalty.ts'
import { settleRegistration } from './settle-registration.ts'
import { settleReturn } from './settle-return.ts'
import { settleSale } from './settle-sale.ts'
import type { Settled, ToSettle } from './settlement.ts'
import { isSilenced } from './silenced.ts'
import type { Snapshot } from './snapshot.ts'
import { isAboutFound, maySpeakFor } from './speaks-for.ts'

/** Settles what happened at the counter, for the first time or again with what persons decided since. */
export function settleCaptured(known: Snapshot, given: ToSettle & { operation: CapturedOperation }): Settled {
  const { arrival, operation } = given
  if (restsOn(operation).some((id) => isSilenced(known, id))) {
    const erasedPayloads = [arrival.header.id]
    return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, erasedPayloads } }
  }
  const match = matchRemoval(known, given)
  if (match === 'unclear') return openCase(arrival, 'removal-overlap')
  if (match === 'theirs') return erased(known, arrival)
  const isKnown = known.customers.has(arrival.header.aggregateId)
  if (isKnown && isAboutFound(operation) && !maySpeakFor(known, arrival))
    return openCase(arrival, 'invalid-field')
  const settled = settleByType(known, given)
  if (settled.outcome.kind !== 'accepted') return settled
  const below = replacementsBelow(known, operation).filter((id) => id !== arrival.header.id)
  const dependencies = [
    ...dependencyRows(arrival),
    ...below.map((onOperationId) => ({ operationId: arrival.header.id, onOperationId })),
  ]
  return { ...settled, effects: { ...settled.effects, dependencies } }
}

/** A late record of a customer who was removed: nothing of it is kept, and what else is of the same customer goes with it. */
export function erased(known: Snapshot, arrival: Arrival): Settled {
  const { id, aggregateId: customerId } = arrival.header
  const isNew = !known.customers.has(customerId)
  const removedCustomers = isNew ? [{ customerId, at: arrival.receivedAt }] : []
  return {
    outcome: { kind: 'erased' },
    effects: { ...NO_EFFECTS, erasedPayloads: [id], removedCustomers },
  }
}

function settleByType(known: Snapshot, given: ToSettle & { operation: CapturedOperation }): Settled {
  const { arrival, operation } = given
  const { id: operationId, terminalId, operatorId, occurredAt } = arrival.header
  const accepted = { kind: 'accepted' } as const
  switch (operation.type) {
    case 'age-check':
      return settleAgeCheck({ ...given, ageCheck: operation.payload })
    case 'age-check-correction':
      return settleAgeCheckCorrection(known, { ...given, correction: operation.payload })
    case 'sale':
      return settleSale(known, { ...given, sale: operation.payload })
    case 'registration':
      return settleRegistration(known, { ...given, registration: operation.payload })
    case 'device-added':
      return settleDeviceAdded(known, { ...given, added: operation.payload })
    case 'device-released':
      return settleDeviceReleased(known, { ...given, released: operation.payload })
    case 'return':
      return settleReturn(known, { ...given, returned: operation.payload })
    case 'consent-change':
      return settleConsentChange(known, { ...given, change: operation.payload })
    case 'replacement':
      return settleReplacement(known, { ...given, replacement: operation.payload })
    case 'guarantee-case':
      return settleGuaranteeCase(known, { ...given, guarantee: operation.payload })
    case 'assistance-case':
      return settleAssistanceCase(known, { ...given, assistance: operation.payload })
    case 'case-note':
      return settleCaseNote(known, { ...given, note: operation.payload })
    case 'contact-change':
      return settleContactChange(known, { ...given, change: operation.payload })
    case 'loyalty-membership':
      return settleLoyaltyMembership(known, { ...given, membership: operation.payload })
    case 'loyalty-redemption':
      return settleLoyaltyRedemption(known, { ...given, redemption: operation.payload })
    case 'link-request':
      return settleLinkRequest(known, { ...given, request: operation.payload })
    case 'take-back': {
      const row = { operationId, terminalId, operatorId, occurredAt, ...operation.payload }
      return { outcome: accepted, effects: { ...NO_EFFECTS, takeBacks: [row] } }
    }
    case 'terminal-event': {
      const row = { operationId, terminalId, occurredAt, ...operation.payload }
      return { outcome: accepted, effects: { ...NO_EFFECTS, terminalEvents: [row] } }
    }
    default:
      return unreachable(operation)
  }
}
