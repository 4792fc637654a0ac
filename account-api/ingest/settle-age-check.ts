import type { AgeCheckCorrectionPayload } from '#shared/contracts/operations/age-check-correction.ts'
import type { AgeCheckPayload } from '#shared/contracts/operations/age-check.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/** A check, or a refusal, is recorded: by whom and where the header says, and nothing beyond the list of R5. */
export function settleAgeCheck(given: ToSettle & { ageCheck: AgeCheckPayload }): Settled {
  const { header } = given.arrival
  const { terminal, operator, ...check } = given.ageCheck
  if (terminal !== header.terminalId || operator !== header.operatorId) {
    return openCase(given.arrival, 'invalid-field')
  }
  const row = { operationId: header.id, ...check, operator, terminal }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, ageChecks: [row] } }
}

/** The same person again: the check that is corrected stays on record and counts no longer as another person (R4). */
export function settleAgeCheckCorrection(
  known: Snapshot,
  given: ToSettle & { correction: AgeCheckCorrectionPayload },
): Settled {
  const { id: operationId, terminalId, occurredAt } = given.arrival.header
  const { of: ageCheckId, why } = given.correction
  const isVoided = known.outcomes.get(ageCheckId)?.kind === 'superseded'
  if (isVoided) return { outcome: { kind: 'superseded' }, effects: NO_EFFECTS }
  if (known.ageChecks.get(ageCheckId)?.terminalId !== terminalId)
    return openCase(given.arrival, 'invalid-field')
  const row = { operationId, ageCheckId, why, occurredAt }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, ageCheckCorrections: [row] } }
}
