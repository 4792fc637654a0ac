import type { CaseNotePayload } from '#shared/contracts/operations/case-note.ts'
import { NO_EFFECTS } from './effects.ts'
import type { Settled, ToSettle } from './settlement.ts'

/** A store adds to a case that it opened; that is seen beside what head office did, and decides nothing by itself. */
export function settleCaseNote(given: ToSettle & { note: CaseNotePayload }): Settled {
  const { arrival, note, at: takenAt } = given
  const { id: stepId, operatorId } = arrival.header
  const row = {
    stepId,
    caseId: note.of,
    step: note.note,
    reason: null,
    takenAt,
    takenBy: operatorId ?? 'store',
  }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, serviceCaseSteps: [row] } }
}
