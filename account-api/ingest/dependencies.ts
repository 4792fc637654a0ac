import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { ChangedFields } from '#shared/contracts/operations/changed-fields.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { Arrival } from './arrival.ts'

/** What must be settled before this record: what its header names, and what its payload rests on (R2). */
export function dependenciesOf(arrival: Arrival): readonly OperationId[] {
  const { content, header } = arrival
  const named = content.kind === 'opened' ? restsOn(content.operation) : []
  const target = targetOf(arrival)
  return [...new Set([...header.dependsOn, ...named])].filter((id) => id !== header.id && id !== target)
}

/**
 * The record that this one takes back, amends, decides or asks to erase. It must be there, but it may be with a person: that is
 * what a void, a correction, a resolution or a removal ends.
 */
export function targetOf(arrival: Arrival): OperationId | null {
  if (arrival.content.kind === 'unreadable') return null
  const { operation } = arrival.content
  if (operation.type === 'resolution') return operation.payload.operation
  if (operation.type === 'removal-request') {
    const { who } = operation.payload
    return who.by === 'record' ? who.registration : null
  }
  return operation.type === 'void' || operation.type === 'correction' ? operation.payload.target : null
}

/** The record that is read with this one: its target, or the case that it adds a note to. */
export function aboutOf(arrival: Arrival): OperationId | null {
  const { content } = arrival
  const isNote = content.kind === 'opened' && content.operation.type === 'case-note'
  return isNote ? content.operation.payload.of : targetOf(arrival)
}

/** The operations that a payload rests on. */
export function restsOn(operation: TypedPayload): readonly OperationId[] {
  switch (operation.type) {
    case 'sale':
    case 'registration':
      return [operation.payload.ageCheck]
    case 'age-check-correction':
    case 'case-note':
      return [operation.payload.of]
    case 'device-added':
    case 'device-released':
    case 'consent-change':
    case 'replacement':
    case 'guarantee-case':
    case 'assistance-case':
    case 'contact-change':
    case 'loyalty-membership':
    case 'loyalty-redemption':
    case 'link-request':
      return operation.payload.registration === null ? [] : [operation.payload.registration]
    case 'return':
      return operation.payload.of === null ? [] : [operation.payload.of]
    case 'correction':
      return checksIn(operation.payload.changes)
    case 'resolution': {
      const { decision } = operation.payload
      return decision.choice === 'mistyped' ? checksIn(decision.changes) : []
    }
    case 'age-check':
    case 'removal-request':
    case 'take-back':
    case 'void':
    case 'terminal-event':
      return []
    default:
      return unreachable(operation)
  }
}

/** The age check that changed fields rest on. */
export function checksIn(changes: ChangedFields): readonly OperationId[] {
  if (changes.type !== 'registration' && changes.type !== 'sale') return []
  return changes.fields.ageCheck === undefined ? [] : [changes.fields.ageCheck]
}

/** Epoch and sequence, but never before a dependency; records that depend on each other in a ring keep their sequence. */
export function inDependencyOrder(arrivals: readonly Arrival[]): readonly Arrival[] {
  const bySequence = arrivals.toSorted(
    (left, right) =>
      left.header.epoch - right.header.epoch ||
      left.header.sequence - right.header.sequence ||
      (left.header.id < right.header.id ? -1 : 1),
  )
  const byId = new Map<string, Arrival>(bySequence.map((arrival) => [arrival.header.id, arrival]))
  const ordered = new Set<Arrival>()
  const visiting = new Set<Arrival>()
  const visit = (arrival: Arrival): void => {
    if (ordered.has(arrival) || visiting.has(arrival)) return
    visiting.add(arrival)
    for (const id of [...dependenciesOf(arrival), targetOf(arrival)]) {
      const dependency = id === null ? undefined : byId.get(id)
      if (dependency !== undefined) visit(dependency)
    }
    ordered.add(arrival)
  }
  bySequence.forEach(visit)
  return [...ordered]
}
