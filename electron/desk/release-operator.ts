import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { ReleaseResult } from '#shared/ipc/desk-methods.ts'

import type { DeskParts } from './desk-parts.ts'

/**
 * Gives an operator who is locked out their ten tries again (C12) [D14]. That a manager asks is the dispatcher's matter;
 * that it is not the locked-out manager themselves is decided here.
 */
export async function releaseOperator(
  parts: Pick<DeskParts, 'terminal' | 'session' | 'pins'>,
  operatorId: OperatorId,
): Promise<ReleaseResult> {
  const roster = parts.terminal()?.configuration.current().roster ?? []
  if (!roster.some((entry) => entry.operatorId === operatorId)) return 'unknown-operator'
  if (parts.session.operator()?.operatorId === operatorId) return 'not-oneself'
  return parts.pins.release(operatorId)
}
