import type { AssistanceCasePayload } from '#shared/contracts/operations/assistance-case.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * A case for the helpline, which alone sees the accounts of other countries and says who is eligible (R22, R23): it is never
 * refused. Where the customer stays is in the sealed record alone.
 */
export function settleAssistanceCase(
  known: Snapshot,
  given: ToSettle & { assistance: AssistanceCasePayload },
): Settled {
  const { arrival, assistance, at: openedAt } = given
  const { id: operationId, aggregateId, terminalId, operatorId } = arrival.header
  const { deviceId, fault, answer, countries } = assistance
  const accountId = known.customers.get(aggregateId) ?? null
  const row = { operationId, accountId, terminalId, operatorId, deviceId, fault, answer, openedAt }
  const { residence, registration: registeredIn, visited } = countries
  return {
    outcome: { kind: 'accepted' },
    effects: { ...NO_EFFECTS, assistanceCases: [{ ...row, residence, registeredIn, visited }] },
  }
}
