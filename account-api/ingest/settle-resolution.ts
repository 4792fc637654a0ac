import type { ResolutionPayload } from '#shared/contracts/operations/resolution.ts'
import type { Arrival } from './arrival.ts'
import { decide } from './decide.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Act } from './settle-again.ts'
import type { Settled, SettlementRules } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * A decision made at a till. Whoever is settled first wins: on a case that is closed, or that has a newer version, it is
 * superseded. On a version that is not there yet it waits. What only compliance sees is no case for a till.
 */
export function settleResolution(
  known: Snapshot,
  given: { arrival: Arrival; resolution: ResolutionPayload; act: Act; rules: SettlementRules },
): Settled {
  const { arrival, resolution, act, rules } = given
  const { caseId, caseVersion, operation, decision } = resolution
  const kase = known.cases.get(caseId)
  if (kase === undefined || kase.audience !== 'store' || !kase.isOpen || kase.version > caseVersion) {
    return { outcome: { kind: 'superseded' }, effects: NO_EFFECTS }
  }
  if (kase.operationId !== operation) return openCase(arrival, 'invalid-field')
  if (kase.version < caseVersion) {
    return { outcome: { kind: 'waiting', on: [operation] }, effects: NO_EFFECTS }
  }
  if (!kase.choices.includes(decision.choice)) return openCase(arrival, 'invalid-field')
  return decide(known, { open: [caseId, kase], decision, act, rules })
}
