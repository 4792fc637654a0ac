import type { SalePayload } from '#shared/contracts/operations/sale.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Settled, ToSettle } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * A sale rests on an age check that allowed it, made on the same terminal (R2), or on the one where the record was amended
 * with that check.
 */
export function restsOnAgeCheck(
  known: Snapshot,
  given: { ageCheck: string; terminalIds: readonly (string | null)[] },
): boolean {
  const check = known.ageChecks.get(given.ageCheck)
  return check !== undefined && check.isAllowed && given.terminalIds.includes(check.terminalId)
}

/** A sale without registration is recorded (R6). */
export function settleSale(known: Snapshot, given: ToSettle & { sale: SalePayload }): Settled {
  const { arrival, sale } = given
  const { id: operationId, terminalId, operatorId, occurredAt } = arrival.header
  const terminalIds = [terminalId, given.grants.actingTerminalId]
  if (!restsOnAgeCheck(known, { ageCheck: sale.ageCheck, terminalIds })) {
    return openCase(arrival, 'invalid-field')
  }
  const row = {
    operationId,
    terminalId,
    operatorId,
    occurredAt,
    ageCheckId: sale.ageCheck,
    productClasses: JSON.stringify(sale.productClasses),
    channel: sale.channel,
  }
  return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, sales: [row] } }
}
