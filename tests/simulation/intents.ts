import type { AggregateId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

/** What somebody at a counter wants on record, and the last word that the screen gave them about it. */
export interface Intent {
  readonly id: OperationId
  readonly till: number
  readonly aggregateId: AggregateId
  readonly dependsOn: readonly OperationId[]
  readonly operation: TypedPayload
  /** Who was at work when it was asked for, each time. */
  readonly operators: Set<OperatorId>
  word: 'none' | 'saved' | 'not-saved' | 'unknown'
  /** What a paper says whose record it is: by its hash, each time that it was called saved. */
  readonly receipts: Set<string>
  /** The person has left: nobody asks for it again. */
  isGivenUp: boolean
  /** Both stores of its till were put back or damaged after it was saved, so that it may be lost; that must show. */
  mayBeLost: boolean
}
