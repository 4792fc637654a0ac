import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { TillRecord } from '../till-records-port.ts'

/** Whose records a wish makes: of a customer of this till by their registration, of an account that was found without one. */
export interface Whose {
  readonly aggregateId: AggregateId
  readonly registration: OperationId | null
  readonly dependsOn: readonly OperationId[]
}

/** Null while nobody is chosen. */
export function whoseOf(chosen: {
  readonly customer: TillRecord | null
  readonly found: { readonly aggregateId: AggregateId } | null
}): Whose | null {
  const { customer, found } = chosen
  if (found !== null) return { aggregateId: found.aggregateId, registration: null, dependsOn: [] }
  if (customer === null) return null
  const { aggregateId, operationId } = customer
  return { aggregateId, registration: operationId, dependsOn: [operationId] }
}
