import type { CaseNotePayload } from '#shared/contracts/operations/case-note.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import { isAbout } from './settle-void.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

const OPENS_A_CASE: readonly string[] = ['guarantee-case', 'assistance-case']

/**
 * A store adds to a case that it opened, of the same customer; that is seen beside what head office did, and decides nothing by
 * itself.
 */
export function settleCaseNote(known: Snapshot, given: ToSettle & { note: CaseNotePayload }): Settled {
  const { arrival, note, at: takenAt } = given
  const opened = known.records.get(note.of)?.arrival
  const isOfCase = opened !== undefined && OPENS_A_CASE.includes(opened.header.type)
  if (!isOfCase || !isAbout(arrival, opened)) return openCase(arrival, 'invalid-field')
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
