import type { SalePayload } from '#shared/contracts/operations/sale.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS } from './effects.ts'
import { openCase } from './open-case.ts'
import type { Settled, SettlementRules } from './settlement.ts'
import type { Snapshot } from './snapshot.ts'

/** A sale rests on an age check that allowed it, made on the same terminal (R2). */
export function restsOnAgeCheck(known: Snapshot, given: { ageCheck: string; terminalId: string }): boolean {
  const check = known.ageChecks.get(given.ageCheck)
  return check !== undefined && check.isAllowed && check.terminalId === given.terminalId
}

/** A sale without registration is recorded (R6). */
export function settleSale(
  known: Snapshot,
  given: { arrival: Arrival; sale: SalePayload; rules: SettlementRules },
): Settled {
  const { arrival, sale, rules } = given
  const { id: operationId, terminalId, operatorId, occurredAt } = arrival.header
  if (!restsOnAgeCheck(known, { ageCheck: sale.ageCheck, terminalId })) {
    return openCase(arrival, { kind: 'invalid-field', caseId: rules.newCaseId() })
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
