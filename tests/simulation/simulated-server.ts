import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import { type OperationResult, isFinal, type Outcome } from '#shared/contracts/outcome.ts'
import { A_CASE } from '#tests/harness/frames.ts'

/** The account API in memory: unique ids, dependencies, and every effect in the order it happened. */
export interface SimulatedServer {
  settle(envelopes: readonly SealedEnvelope[]): OperationResult[]
  /** Effects, oldest first. An operation that were applied twice would be here twice. */
  readonly effects: SealedEnvelope[]
  /** The outcome of an operation as it is now; undefined while it never came. */
  outcomeOf(id: OperationId): Outcome | undefined
  /** Another till, or head office, decides what is with a person; nothing where it is not. */
  decide(id: OperationId, outcome: Outcome): void
  /** Something that another till captured has arrived. */
  addForeign(id: OperationId): void
}

export function createSimulatedServer(rules: {
  isCase: (envelope: SealedEnvelope) => boolean
}): SimulatedServer {
  const outcomes = new Map<OperationId, Outcome>()
  const waitingByAggregate = new Map<AggregateId, OperationId>()
  const effects: SealedEnvelope[] = []

  function settleOne(envelope: SealedEnvelope): Outcome {
    const known = outcomes.get(envelope.id)
    if (known !== undefined && isFinal(known)) return known
    if (envelope.type === 'resolution') {
      const [target] = envelope.dependsOn
      effects.push(envelope)
      const aim = target === undefined ? undefined : outcomes.get(target)
      if (target === undefined || aim?.kind !== 'case') return { kind: 'superseded' }
      outcomes.set(target, { kind: 'accepted' })
      return { kind: 'accepted' }
    }
    const missing = envelope.dependsOn.filter((id) => {
      const outcome = outcomes.get(id)
      return outcome === undefined || !isFinal(outcome)
    })
    const ahead = waitingByAggregate.get(envelope.aggregateId)
    if (ahead !== undefined && ahead !== envelope.id) missing.push(ahead)
    if (missing.length > 0) {
      if (ahead === undefined) waitingByAggregate.set(envelope.aggregateId, envelope.id)
      return { kind: 'waiting', on: missing }
    }
    if (ahead === envelope.id) waitingByAggregate.delete(envelope.aggregateId)
    effects.push(envelope)
    return rules.isCase(envelope) ? A_CASE : { kind: 'accepted' }
  }

  return {
    effects,
    outcomeOf: (id) => outcomes.get(id),
    decide(id, outcome) {
      if (outcomes.get(id)?.kind === 'case') outcomes.set(id, outcome)
    },
    addForeign(id) {
      outcomes.set(id, { kind: 'accepted' })
    },
    settle: (envelopes) =>
      envelopes.map((envelope) => {
        const outcome = settleOne(envelope)
        outcomes.set(envelope.id, outcome)
        return { operationId: envelope.id, outcome }
      }),
  }
}
