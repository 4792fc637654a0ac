import type { VoidPayload } from '#shared/contracts/operations/void.ts'
import type { Arrival } from './arrival.ts'
import { NO_EFFECTS, joinEffects } from './effects.ts'
import { openCase } from './open-case.ts'
import { endedByVoid } from './settle-again.ts'
import type { Act } from './settle-again.ts'
import type { Settled } from './settlement.ts'
import { isApplied, openStoreCase } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import { hasConsequences, reverse } from './undo.ts'
import { mergeBy } from './undo-merge.ts'

const NOT_VOIDABLE = ['void', 'correction', 'resolution', 'terminal-event']

/** Whether a record may speak about another one: made on the same terminal, within the same aggregate. */
export function isAbout(arrival: Arrival, target: Arrival): boolean {
  return (
    arrival.header.terminalId === target.header.terminalId &&
    arrival.header.aggregateId === target.header.aggregateId
  )
}

/** The records of a batch that are taken back before anything became of them: they have no effect at all. */
export function voidedTogether(arrivals: readonly Arrival[]): ReadonlySet<string> {
  const byId = new Map<string, Arrival>(arrivals.map((arrival) => [arrival.header.id, arrival]))
  const voided = new Set<string>()
  for (const arrival of arrivals) {
    const { content } = arrival
    if (content.kind === 'unreadable' || content.operation.type !== 'void') continue
    const target = byId.get(content.operation.payload.target)
    if (target === undefined || NOT_VOIDABLE.includes(target.header.type)) continue
    if (isAbout(arrival, target)) voided.add(target.header.id)
  }
  return voided
}

/**
 * Takes another record back. Not settled, or with a person: it never has an effect, and its case is closed. Settled without
 * consequences: it counts no longer. Settled with consequences: a person decides whether they are reversed.
 */
export function settleVoid(
  known: Snapshot,
  given: { arrival: Arrival; taken: VoidPayload; act: Act },
): Settled {
  const { arrival, taken, act } = given
  const record = known.records.get(taken.target)
  if (record === undefined || !isAbout(arrival, record.arrival)) return openCase(arrival, 'invalid-field')
  const { id, type } = record.arrival.header
  if (NOT_VOIDABLE.includes(type)) return openCase(arrival, 'invalid-field')
  const accepted = { kind: 'accepted' } as const
  const by = { operationId: arrival.header.id, reason: taken.reason }
  if (isApplied(known, id)) {
    // What was removed is gone: it cannot be taken back.
    if (type === 'removal-request') return openCase(arrival, 'invalid-field')
    if (mergeBy(known, id) !== undefined) return openCase(arrival, 'merge-taken-back')
    if (hasConsequences(known, record)) return openCase(arrival, 'settled-already')
    const { effects, others } = reverse(known, { record, at: act.at, by })
    const ended = endedByVoid(known, { record, act })
    return { outcome: accepted, others, effects: joinEffects([effects, { ...NO_EFFECTS, ...ended }]) }
  }
  const voids = [{ targetOperationId: id, voidedAt: act.at, ...by }]
  return {
    outcome: accepted,
    effects: { ...NO_EFFECTS, voids, ...endedByVoid(known, { record, act }) },
    others: new Map(
      openStoreCase(known, record) === undefined ? [] : [[id, { kind: 'superseded' as const }]],
    ),
  }
}
