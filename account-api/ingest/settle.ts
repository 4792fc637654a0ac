import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { Arrival } from './arrival.ts'
import { dependenciesOf, inDependencyOrder } from './dependencies.ts'
import { NO_EFFECTS, joinEffects } from './effects.ts'
import type { Effects } from './effects.ts'
import { openCase } from './open-case.ts'
import { settleRegistration } from './settle-registration.ts'
import { settleSale } from './settle-sale.ts'
import type { Settled, Settlement, SettlementRules } from './settlement.ts'
import { growing } from './snapshot.ts'
import type { GrowingSnapshot, Snapshot } from './snapshot.ts'

const MAX_NAMED_DEPENDENCIES = 20

/**
 * Decides what a batch does, from what the database holds, without touching it: the same snapshot, records and rules
 * always give the same settlement. Dependencies go first, then sequence; each record sees the effects of those before it.
 */
export function settle(snapshot: Snapshot, arrivals: readonly Arrival[], rules: SettlementRules): Settlement {
  const known = growing(snapshot)
  const outcomes = new Map<OperationId, Outcome>()
  const parts: Effects[] = []
  for (const arrival of inDependencyOrder(arrivals)) {
    const settled = settleOne(known, arrival, rules)
    outcomes.set(arrival.header.id, settled.outcome)
    parts.push(settled.effects)
    learn(known, arrival, settled)
  }
  return { outcomes, effects: joinEffects(parts) }
}

function settleOne(known: Snapshot, arrival: Arrival, rules: SettlementRules): Settled {
  const { content, header } = arrival
  if (content.kind === 'unreadable') {
    return { outcome: { kind: 'quarantined', reason: content.reason }, effects: NO_EFFECTS }
  }
  const missing = dependenciesOf(arrival).filter((id) => !isThere(known.outcomes.get(id)))
  if (missing.length > 0) {
    return { outcome: { kind: 'waiting', on: missing.slice(0, MAX_NAMED_DEPENDENCIES) }, effects: NO_EFFECTS }
  }
  const { operation } = content
  switch (operation.type) {
    case 'age-check': {
      const { terminal, operator, ...check } = operation.payload
      if (terminal !== header.terminalId || operator !== header.operatorId) {
        return openCase(arrival, { kind: 'invalid-field', caseId: rules.newCaseId() })
      }
      const row = { operationId: header.id, ...check, operator, terminal }
      return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, ageChecks: [row] } }
    }
    case 'sale':
      return settleSale(known, { arrival, sale: operation.payload, rules })
    case 'registration':
      return settleRegistration(known, { arrival, registration: operation.payload, rules })
    case 'terminal-event': {
      const { id: operationId, terminalId, occurredAt } = header
      const row = { operationId, terminalId, occurredAt, ...operation.payload }
      return { outcome: { kind: 'accepted' }, effects: { ...NO_EFFECTS, terminalEvents: [row] } }
    }
    default:
      return unreachable(operation)
  }
}

/** A dependency is there when nothing more will happen to it by itself; one that is with a person is still awaited. */
function isThere(outcome: Outcome | null | undefined): boolean {
  return outcome !== null && outcome !== undefined && outcome.kind !== 'waiting' && outcome.kind !== 'case'
}

function learn(known: GrowingSnapshot, arrival: Arrival, settled: Settled): void {
  known.outcomes.set(arrival.header.id, settled.outcome)
  const { ageChecks, accounts, devices } = settled.effects
  for (const check of ageChecks) {
    known.ageChecks.set(check.operationId, {
      terminalId: check.terminal,
      isAllowed: check.outcome === 'allowed',
    })
  }
  for (const account of accounts) known.accounts.set(account.emailKey, account)
  for (const device of devices) known.deviceOwners.set(device.deviceId, device.accountId)
}
