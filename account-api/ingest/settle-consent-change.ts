import type { ConsentChangePayload } from '#shared/contracts/operations/consent-change.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/** One answer changes. Answers are only ever added: the newest one of a purpose and channel holds, each with its proof (C37). */
export function settleConsentChange(
  known: Snapshot,
  given: ToSettle & { change: ConsentChangePayload },
): Settled {
  const { arrival, at: recordedAt } = given
  const { id: operationId, aggregateId, operatorId } = arrival.header
  const accountId = known.customers.get(aggregateId)
  if (accountId === undefined) return openCase(arrival, 'invalid-field')
  const { registration: _registration, ...consent } = given.change
  const row = { operationId, position: 0, accountId, operatorId, recordedAt, ...consent }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, consents: [row] } }
}
