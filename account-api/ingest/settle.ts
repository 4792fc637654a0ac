import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { Arrival, SealedOperation } from './arrival.ts'
import { decide } from './decide.ts'
import type { AnyDecision } from './decide.ts'
import { dependenciesOf, inDependencyOrder, targetOf } from './dependencies.ts'
import { NO_EFFECTS, joinEffects, stepsOf } from './effects.ts'
import type { Effects } from './effects.ts'
import { learn, learnOutcomes } from './learn.ts'
import { settleAgain } from './settle-again.ts'
import type { Act } from './settle-again.ts'
import { settleCaptured } from './settle-captured.ts'
import { settleCorrection } from './settle-correction.ts'
import { settleRemoval } from './settle-removal.ts'
import { settleResolution } from './settle-resolution.ts'
import { settleVoid, voidedTogether } from './settle-void.ts'
import { NO_GRANTS } from './settlement.ts'
import type { Settled, Settlement, SettlementRules } from './settlement.ts'
import { openCase } from './open-case.ts'
import { inRings } from './rings.ts'
import { growing } from './snapshot.ts'
import type { GrowingSnapshot, KnownCase, Snapshot } from './snapshot.ts'

const MAX_NAMED_DEPENDENCIES = 20

type Unreadable = Extract<SealedOperation, { kind: 'unreadable' }>

/** A decision of head office, which comes without a record of a till. */
export interface CentralAct {
  readonly caseId: string
  readonly decision: AnyDecision
  readonly act: Act
}

/**
 * Decides what a batch does, from what the database holds, without touching it: the same snapshot, records and rules
 * always give the same settlement. Dependencies go first, then sequence; each record sees the effects of those before it.
 */
export function settle(
  snapshot: Snapshot,
  arrivals: readonly Arrival[],
  rules: SettlementRules,
  central?: CentralAct,
): Settlement {
  const known = growing(snapshot)
  const outcomes = new Map<OperationId, Outcome>()
  const parts: Effects[] = []
  const perform = (changed: Iterable<readonly [string, Outcome]>, settled: Settled) => {
    for (const part of settled.before === undefined ? [] : [settled.before]) {
      parts.push(part)
      learn(known, part)
    }
    parts.push(settled.effects)
    learn(known, settled.effects)
    const all = [...changed, ...(settled.others ?? [])]
    for (const [id, outcome] of all) outcomes.set(operationIdSchema.parse(id), outcome)
    learnOutcomes(known, all)
  }
  const kase = known.cases.get(central?.caseId ?? '')
  if (central !== undefined && kase !== undefined)
    perform([], decideCentrally(known, { central, kase, rules }))
  const together = voidedTogether(arrivals)
  let pending = inDependencyOrder(arrivals)
  for (;;) {
    const waiting: Arrival[] = []
    for (const arrival of pending) {
      noteOfCustomer(known, arrival)
      const settled = settleOne(known, { arrival, rules, isVoided: together.has(arrival.header.id) })
      if (settled.outcome.kind === 'waiting') waiting.push(arrival)
      else known.records.set(arrival.header.id, { arrival, amendments: [], accountId: null })
      perform([[arrival.header.id, settled.outcome]], settled)
    }
    // What was decided in this round may have freed those that waited before it came to their turn.
    const isEnd = waiting.length === 0 || waiting.length === pending.length
    pending = waiting
    if (isEnd) break
  }
  for (const arrival of inRings(pending, (one) => missingFor(known, one))) {
    const settled = openCase(arrival, 'invalid-field')
    known.records.set(arrival.header.id, { arrival, amendments: [], accountId: null })
    perform([[arrival.header.id, settled.outcome]], settled)
  }
  return {
    outcomes,
    effects: joinEffects(parts),
    steps: stepsOf(parts),
  }
}

function decideCentrally(
  known: Snapshot,
  given: { central: CentralAct; kase: KnownCase; rules: SettlementRules },
): Settled {
  const { kase, rules } = given
  const { caseId, decision, act } = given.central
  const open = [caseId, kase] as const
  if (decision.choice !== 'settle-again') return decide(known, { open, decision, act, rules })
  const record = known.records.get(kase.operationId)
  if (record === undefined) return { outcome: { kind: 'superseded' }, effects: NO_EFFECTS }
  const { choice } = decision
  return settleAgain({
    record,
    open,
    act,
    choice,
    amendment: { choice, changes: null },
    // As if it had just come: it waits for what it rests on, whatever type it is of [IN32].
    settle: (arrival) => settleOne(known, { arrival, rules, isVoided: false }),
  })
}

function noteOfCustomer(known: GrowingSnapshot, { header }: Arrival): void {
  const { aggregateId, id } = header
  known.customerRecords.set(aggregateId, new Set([...(known.customerRecords.get(aggregateId) ?? []), id]))
}

function settleOne(
  known: Snapshot,
  given: { arrival: Arrival; rules: SettlementRules; isVoided: boolean },
): Settled {
  const { arrival, rules } = given
  const { content, header } = arrival
  if (content.kind === 'unreadable') return settleUnreadable(arrival, content.reason)
  if (known.removedCustomers.has(header.aggregateId)) {
    return { outcome: { kind: 'erased' }, effects: { ...NO_EFFECTS, erasedPayloads: [header.id] } }
  }
  if (given.isVoided) return { outcome: { kind: 'superseded' }, effects: NO_EFFECTS }
  const missing = missingFor(known, arrival)
  if (missing.length > 0) {
    return { outcome: { kind: 'waiting', on: missing.slice(0, MAX_NAMED_DEPENDENCIES) }, effects: NO_EFFECTS }
  }
  const { operation } = content
  const act: Act = {
    operationId: header.id,
    terminalId: header.terminalId,
    actor: actorOf(arrival),
    at: arrival.receivedAt,
  }
  const common = { arrival, act, rules }
  if (operation.type === 'void') return settleVoid(known, { ...common, taken: operation.payload })
  if (operation.type === 'correction') {
    return settleCorrection(known, { ...common, correction: operation.payload, grants: NO_GRANTS })
  }
  if (operation.type === 'resolution') {
    return settleResolution(known, { ...common, resolution: operation.payload })
  }
  if (operation.type === 'removal-request') {
    return settleRemoval(known, { arrival, removal: operation.payload, grants: NO_GRANTS, act })
  }
  return settleCaptured(known, { arrival, operation, grants: NO_GRANTS, at: act.at, rules })
}

function settleUnreadable(arrival: Arrival, reason: Unreadable['reason']): Settled {
  const only = (outcome: Outcome): Settled => ({ outcome, effects: NO_EFFECTS })
  if (reason === 'erased') return only({ kind: 'erased' })
  if (reason === 'key-unknown') return openCase(arrival, reason)
  // It waits for its key alone, and whoever sends it again finds out whether that is back [KE6].
  if (reason === 'key-missing') return only({ kind: 'waiting', on: [arrival.header.id] })
  return only({ kind: 'quarantined', reason })
}

/** Who made a record, as the audit names them. */
export function actorOf(arrival: Arrival): string {
  const { operatorId, terminalId } = arrival.header
  return operatorId === null ? `terminal ${terminalId}` : `operator ${operatorId}`
}

/** It is with a person, or a newer version of the server reads it [IN30]. */
function mayStillChange(outcome: Outcome | null | undefined): boolean {
  return outcome?.kind === 'case' || (outcome?.kind === 'quarantined' && outcome.reason === 'unknown-type')
}

/** What a record still waits for: dependencies that are not settled or may still change, a target that is not there. */
function missingFor(known: Snapshot, arrival: Arrival): readonly OperationId[] {
  const isThere = (id: string) => (known.outcomes.get(id)?.kind ?? 'waiting') !== 'waiting'
  const isSettled = (id: string) => isThere(id) && !mayStillChange(known.outcomes.get(id))
  const target = targetOf(arrival)
  // A removal ends what is with a person: it only must be there.
  const isEnough = arrival.header.type === 'removal-request' ? isThere : isSettled
  const missing = dependenciesOf(arrival).filter((id) => !isEnough(id))
  return target === null || isThere(target) ? missing : [...missing, target]
}
