import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'

/** An operation as this place hands it over. Who, where and when come with the seal. */
export interface ReturnsOperation {
  readonly operationId: OperationId
  readonly aggregateId: AggregateId
  readonly dependsOn: OperationId[]
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
  | 'unknown'

export type SaveAnswer =
  | { readonly kind: 'saved'; readonly sequence: number; readonly hash: string; readonly savedAt: string }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }

export type RecordWord = 'saved' | 'sent' | 'needs-you'

/** A record of this till, as its list knows it. */
export interface TillRecord {
  readonly operationId: OperationId
  readonly aggregateId: AggregateId
  readonly type: string
  readonly sequence: number
  readonly savedAt: string
}

/** A page of them, newest first. */
export interface TillRecords {
  readonly rows: readonly TillRecord[]
  /** `before` of the next page; null when this is the last. */
  readonly next: number | null
}

/** Says enough to tell two records apart, and no more. */
export interface TillSlip {
  readonly initials: string | null
  readonly devices: readonly string[]
}

/** What returns need and do not own. */
export interface ReturnsPorts {
  save(operation: ReturnsOperation): Promise<SaveAnswer>
  /** Follows one record; calls at once and on each change until the returned function is called. */
  followRecord(id: OperationId, changed: (word: RecordWord) => void): () => void
  newId(): string
  records(before: number | null): {
    subscribe(changed: () => void): () => void
    getSnapshot(): TillRecords | null
  }
  /** In the order of the ids; null where this operator may not see one, or there is none any more. */
  slips(ids: readonly OperationId[]): Promise<readonly (TillSlip | null)[]>
}

export interface ReturnsPlace {
  readonly timeZone: string
  readonly devices: DeviceCatalogue
}
