import type { Journal } from '#electron/journal/journal.ts'
import type { SlipBox } from '#electron/vault/slip-box.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { SaveRequest, Slip } from '#shared/ipc/record-methods.ts'

/** The record that an operation decides, amends or takes back; null for what happened at the counter. */
export function targetOf(operation: TypedPayload): OperationId | null {
  if (operation.type === 'resolution') return operation.payload.operation
  return operation.type === 'void' || operation.type === 'correction' ? operation.payload.target : null
}

/** Whether a request that decides a case may be saved [D18]; any other request may. */
export async function mayDecide(journal: Journal, request: SaveRequest): Promise<boolean> {
  const { operation, dependsOn, aggregateId } = request
  if (operation.type !== 'resolution') return true
  const target = operation.payload.operation
  const entry = journal.record(target)
  const outcome = entry?.settled?.outcome
  if (entry === undefined || outcome?.kind !== 'case' || dependsOn[0] !== target) return false
  const frame = await journal.readFrame(entry.savedFrame)
  return (
    outcome.caseId === operation.payload.caseId &&
    frame?.kind === 'saved' &&
    frame.envelope.aggregateId === aggregateId
  )
}

/** The slip of the record that an operation is about, with what was decided [D19]; null where there is none. */
export async function slipAbout(
  parts: { readonly journal: Journal; readonly slipBox: SlipBox },
  operation: TypedPayload,
): Promise<Slip | null> {
  const target = targetOf(operation)
  const entry = target === null ? undefined : parts.journal.record(target)
  const frame = entry === undefined ? null : await parts.journal.readFrame(entry.savedFrame)
  const known = target !== null && frame?.kind === 'saved' ? parts.slipBox.open(target, frame.slip) : null
  if (operation.type !== 'resolution') return known
  const bare: Slip = known ?? { initials: null, devices: [], ageOutcome: null }
  return { ...bare, decided: operation.payload.decision.choice }
}
