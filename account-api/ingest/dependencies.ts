import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Arrival } from './arrival.ts'

/** What must be settled before this record: what its header names, and the age check that it rests on (R2). */
export function dependenciesOf(arrival: Arrival): readonly OperationId[] {
  const { content, header } = arrival
  const ageCheck =
    content.kind === 'opened' && 'ageCheck' in content.operation.payload
      ? [content.operation.payload.ageCheck]
      : []
  return [...new Set([...header.dependsOn, ...ageCheck])].filter((id) => id !== header.id)
}

/** Epoch and sequence, but never before a dependency; records that depend on each other in a ring keep their sequence. */
export function inDependencyOrder(arrivals: readonly Arrival[]): readonly Arrival[] {
  const bySequence = arrivals.toSorted(
    (left, right) =>
      left.header.epoch - right.header.epoch ||
      left.header.sequence - right.header.sequence ||
      (left.header.id < right.header.id ? -1 : 1),
  )
  const byId = new Map(bySequence.map((arrival) => [arrival.header.id, arrival]))
  const ordered = new Set<Arrival>()
  const visiting = new Set<Arrival>()
  const visit = (arrival: Arrival): void => {
    if (ordered.has(arrival) || visiting.has(arrival)) return
    visiting.add(arrival)
    for (const id of dependenciesOf(arrival)) {
      const dependency = byId.get(id)
      if (dependency !== undefined) visit(dependency)
    }
    ordered.add(arrival)
  }
  bySequence.forEach(visit)
  return [...ordered]
}
