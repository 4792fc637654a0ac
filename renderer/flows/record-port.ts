import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'

/** An operation as a flow hands it over. Who, where and when come with the seal. */
export interface CapturedOperation {
  readonly operationId: OperationId
  readonly aggregateId: AggregateId
  readonly dependsOn: readonly OperationId[]
  readonly operation: TypedPayload
}

export type NotSaved =
  | 'disk-full'
  | 'disk-failed'
  | 'not-enrolled'
  | 'stopped'
  | 'sealing-failed'
  | 'age-check-missing'
  | 'invalid'
  | 'locked'
  /** No answer came: it may or may not be on disk. The same operation is saved again and counts once. */
  | 'unknown'

export type SaveAnswer =
  | { readonly kind: 'saved'; readonly sequence: number; readonly hash: string; readonly savedAt: string }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }

/**
 * How far a saved record is on its way. What was taken back, decided otherwise or erased is sent and has no effect:
 * nothing that follows from it may be said (I9).
 */
export type RecordWord = 'saved' | 'sent' | 'no-effect' | 'needs-you'

/** How every flow puts something on record. */
export interface RecordPort {
  /** Says saved only when it is on disk. */
  save(operation: CapturedOperation): Promise<SaveAnswer>
  /** Follows one record; calls at once and on each change until the returned function is called. */
  followRecord(id: OperationId, changed: (word: RecordWord) => void): () => void
  newId(): string
}
